import * as v from "valibot";
import { call, nameAll, nothing } from "./call.ts";
import { reuseCalls } from "./reuse-calls.ts";
import { timeCalls } from "./time-calls.ts";

/**
 * One version that a server runs: a lesson's service, or a shop of one's own. Several may be
 * loaded one after the other; each has a port and a memory of its own.
 */
const LoadVersion = v.object({
  version: v.string(),
  /** The file that builds the service: it exports compose, or createServer. */
  app: v.string(),
  /** What compose is given, each under its name. */
  files: v.record(v.string(), v.string()),
  /** What it must find in its environment; null: what must not be there. */
  env: v.record(v.string(), v.nullable(v.string())),
});
export type LoadVersion = v.InferOutput<typeof LoadVersion>;

/** A function of the learner's that takes longer is not going to return. */
export const CALL_TIMEOUT_MS = 5_000;

/** A function that the learner's file exports, with what it is given. */
const CallFunction = v.object({
  version: v.string(),
  name: v.string(),
  args: v.array(v.unknown()),
});

export type CallFunction = v.InferOutput<typeof CallFunction>;

/** What came of a call: "missing" if the files export no such function. */
export const Called = v.union([
  v.literal("missing"),
  // What is undefined does not come over the channel.
  v.object({ value: v.optional(v.unknown()) }),
]);
export type Called = v.InferOutput<typeof Called>;

/** What a server tells of itself. */
const ServerReport = v.object({
  /** What it has of the machine's memory. */
  bytes: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** How many sessions each version holds in memory; null: it can't say. */
  held: v.record(v.string(), v.nullable(v.number())),
});
export type ServerReport = v.InferOutput<typeof ServerReport>;

export const Port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** All that may be asked of a server's process, and all that it may answer. */
export const serverCalls = nameAll({
  load: call(LoadVersion, Port),
  call: call(CallFunction, Called),
  report: call(nothing, ServerReport),
  ...timeCalls(),
  ...reuseCalls(),
});

/** What is asked of the thread that holds a server's channel: its clock is moved from there. */
export const clockCalls = nameAll({
  /** By how many ms its date is going to be more wrong. */
  moveClock: call(v.number(), nothing),
  /** How far ahead of the real time it is, in ms, date and timers together. */
  setAhead: call(v.number(), nothing),
  /** At which time, in ms since 1970, the clock stands and Math.random begins its series. */
  repeatRandomness: call(v.number(), nothing),
  releaseRandomness: call(nothing, nothing),
});
