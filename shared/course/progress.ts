import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { memory, Records, setAside } from "./records.ts";

const VERSION = 2;
const time = v.pipe(v.string(), v.isoTimestamp());

/** What a learner guessed before an event, and what has been measured since. */
const Guess = v.object({
  /** The index of the choice; null: not sure. */
  said: v.nullable(v.number()),
  measured: v.nullable(v.number()),
  /** When it was measured, if it was. */
  at: v.optional(time),
});
const Noted = v.object({
  version: v.literal(VERSION),
  passed: v.boolean(),
  /** Whether the wall was shown to the end. */
  wallSeen: v.optional(v.boolean()),
  /** The task where the last run stopped, and how many of its hints were shown. */
  task: v.nullable(v.number()),
  hints: v.number(),
  /** The check where the last run stopped; if there's no task, hints are about it. */
  check: v.optional(v.nullable(v.string()), null),
  /** The misconception the last run named, if any. */
  misconception: v.nullable(v.string()),
  /**
   * All misconceptions that runs have named, and when each was last named: the quiz asks
   * about these.
   */
  named: v.optional(v.record(v.string(), time), {}),
  /** By the prediction's position in the lesson, from 0. */
  guesses: v.record(v.string(), Guess),
  /** The prediction that `predict` showed last, exactly as it was shown. */
  shown: v.optional(v.string()),
});
// Before wallSeen existed, everyone who had passed had seen the wall.
const Mark = v.pipe(
  Noted,
  v.transform((noted) => ({ ...noted, wallSeen: noted.wallSeen ?? noted.passed })),
);

export type Guess = v.InferOutput<typeof Guess>;
export type LessonMark = Omit<v.InferOutput<typeof Mark>, "version">;

const nothing: LessonMark = {
  passed: false,
  wallSeen: false,
  task: null,
  hints: 0,
  check: null,
  misconception: null,
  named: {},
  guesses: {},
};

const marks = new Records("progress", Mark, "progress");

/** What is known about a lesson from its last run. */
export function readMark(name: string): LessonMark {
  setFirstVersionAside();
  const { version, ...mark } = marks.read(name) ?? { version: VERSION, ...nothing };
  return mark;
}

/** Records changes for a lesson. */
export function updateMark(name: string, change: Partial<LessonMark>): void {
  marks.write(name, { version: VERSION, ...readMark(name), ...change });
}

// Before version 2, all lessons were in one file, which two runs could write at once.
function setFirstVersionAside(): void {
  const first = join(memory, "progress.json");
  if (existsSync(first)) setAside(first, "progress");
}
