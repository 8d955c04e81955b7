import * as v from "valibot";
import { call, nameAll, nothing } from "./call.ts";
import { reuseCalls } from "./reuse-calls.ts";
import { timeCalls } from "./time-calls.ts";

/**
 * One version that a server runs: a lesson's service, or the learner's own shop. Several
 * may be loaded one after the other; each has its own port and memory.
 */
const LoadVersion = v.object({
  version: v.string(),
  /** The file that builds the service: it exports compose, or createServer. */
  app: v.string(),
  /** The files passed to compose, each under its name. */
  files: v.record(v.string(), v.string()),
  /** What its environment must contain; null: a variable that must not be set. */
  env: v.record(v.string(), v.nullable(v.string())),
});
export type LoadVersion = v.InferOutput<typeof LoadVersion>;

/** A learner's function that takes longer isn't going to return. */
export const CALL_TIMEOUT_MS = 5_000;

/** A function that the learner's file exports, with its arguments. */
const CallFunction = v.object({
  version: v.string(),
  name: v.string(),
  args: v.array(v.unknown()),
});

export type CallFunction = v.InferOutput<typeof CallFunction>;

/** The result of a call; "missing" if the files export no such function. */
export const Called = v.union([
  v.literal("missing"),
  // The channel can't carry undefined, so the key is missing then.
  v.object({ value: v.optional(v.unknown()) }),
]);
export type Called = v.InferOutput<typeof Called>;

/** What a server reports about itself. */
const ServerReport = v.object({
  /** How much memory it uses. */
  bytes: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** How many sessions each version keeps in memory; null: it can't say. */
  held: v.record(v.string(), v.nullable(v.number())),
});
export type ServerReport = v.InferOutput<typeof ServerReport>;

export const Port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** Every call to a server's process, and every answer it can give. */
export const serverCalls = nameAll({
  load: call(LoadVersion, Port),
  call: call(CallFunction, Called),
  report: call(nothing, ServerReport),
  ...timeCalls(),
  ...reuseCalls(),
});

/**
 * Calls to the thread that runs a server's channel. It moves the server's clock from
 * there.
 */
export const clockCalls = nameAll({
  /** By how many more ms its date is to be wrong. */
  moveClock: call(v.number(), nothing),
  /** How far it is ahead of real time, in ms, date and timers together. */
  setAhead: call(v.number(), nothing),
  /**
   * The time, in ms since 1970, at which the clock stops and Math.random starts its
   * series.
   */
  repeatRandomness: call(v.number(), nothing),
  releaseRandomness: call(nothing, nothing),
});
