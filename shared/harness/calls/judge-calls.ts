import * as v from "valibot";
import type { CheckReport, Outcome } from "../check/report.ts";
import { type Hop, isHop, type Moment } from "../core/hop.ts";
import type { Line } from "../demo/line.ts";
import { call, nameAll, news, nothing } from "./call.ts";

/** What every job says about the runner that waits for it. */
const Waiting = v.object({
  /**
   * Whether the runner has no one at its terminal who would see that the job was stopped.
   */
  isAlone: v.boolean(),
});
export type Waiting = v.InferOutput<typeof Waiting>;

/** Which lesson to get ready for. */
const WarmUp = v.object({ folder: v.string(), withSpares: v.boolean() });
export type WarmUp = v.InferOutput<typeof WarmUp>;

/** Which checks to run, on which files. */
const RunChecks = v.object({
  ...Waiting.entries,
  testFile: v.string(),
  submission: v.string(),
  /** Whether to show what Redis contains after each check that changed it. */
  showsStore: v.optional(v.boolean()),
  /** Whether the lab may use processes that other submissions have run in. */
  reusesProcesses: v.optional(v.boolean()),
  /** Whether other runs of ours are going on too, keeping the machine busy. */
  hasCompany: v.optional(v.boolean()),
});
export type RunChecks = v.InferOutput<typeof RunChecks>;

/**
 * Which story to play, on which files; `step` waits for "continue" before each request.
 */
const PlayDemo = v.object({
  ...Waiting.entries,
  folder: v.string(),
  submission: v.string(),
  script: v.picklist(["demo", "wall"]),
  step: v.boolean(),
  /** Whether to show what Redis contains after each request that changed it. */
  store: v.boolean(),
});
export type PlayDemo = v.InferOutput<typeof PlayDemo>;

/** Every call the runner can make to its judge. */
export const judgeCalls = nameAll({
  warm: call(WarmUp, nothing),
  run: call(RunChecks, nothing),
  play: call(PlayDemo, nothing),
  /** The reader wants to see the next step. */
  continue: call(nothing, nothing),
  /** The runner has the outcome, and no longer needs to be watched. */
  heard: call(nothing, nothing),
});

const texts = v.array(v.string());

const MomentSchema: v.GenericSchema<unknown, Moment> = v.variant("kind", [
  v.object({ kind: v.literal("event"), text: v.string() }),
  v.object({
    kind: v.literal("hop"),
    hop: v.custom<Hop>(isHop),
    note: v.string(),
    greets: v.exactOptional(v.string()),
    atOnce: v.exactOptional(v.literal(true)),
    expected: v.exactOptional(v.string()),
    dropped: v.exactOptional(texts),
    heldBack: v.exactOptional(v.string()),
    storeDown: v.exactOptional(v.literal(true)),
  }),
]);

const OutcomeSchema: v.GenericSchema<unknown, Outcome> = v.variant("kind", [
  v.object({ kind: v.picklist(["passed", "waiting", "untouched"]) }),
  v.object({
    kind: v.literal("failed"),
    happened: v.string(),
    misconception: v.nullable(v.string()),
    printed: texts,
  }),
  v.object({ kind: v.literal("todo"), task: v.number(), what: v.string() }),
  v.object({
    kind: v.literal("undecided"),
    code: v.string(),
    fact: v.string(),
    hint: v.string(),
  }),
]);

const CheckReportSchema: v.GenericSchema<unknown, CheckReport> = v.object({
  slug: v.string(),
  sentence: v.string(),
  outcome: OutcomeSchema,
  hops: v.number(),
  moments: v.array(MomentSchema),
  store: v.optional(texts),
});

const LineSchema: v.GenericSchema<unknown, Line> = v.variant("kind", [
  v.object({ kind: v.literal("say"), text: v.string() }),
  v.object({ kind: v.literal("moment"), moment: MomentSchema, good: v.boolean() }),
  // A division by zero isn't a number in JSON, and arrives as null.
  v.object({ kind: v.literal("measure"), name: v.string(), value: v.number() }),
]);

/** What the judge reports unasked. */
export const judgeNews = nameAll({
  /** A description of the Redis that the checks run on, sent before the first report. */
  redis: news(v.string()),
  check: news(CheckReportSchema),
  /** All checks are done; all that's left is to shut the lab down. */
  done: news(nothing),
  line: news(LineSchema),
  /** It waits for the reader, who might want to know what comes next. */
  pause: news(v.object({ next: v.string() })),
});
