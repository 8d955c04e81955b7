import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { memory, Records, setAside } from "./records.ts";

const VERSION = 2;

/** What a learner said before an event, and what was measured since. */
const Guess = z.object({
  /** The index of the choice; null: not sure. */
  said: z.number().nullable(),
  measured: z.number().nullable(),
  /** When it was measured, if it was. */
  at: z.iso.datetime().optional(),
});
const Noted = z.object({
  version: z.literal(VERSION),
  passed: z.boolean(),
  /** Whether the wall was shown to its end. */
  wallSeen: z.boolean().optional(),
  /** The task at which the last run stopped, and how many of its hints were shown. */
  task: z.number().nullable(),
  hints: z.number(),
  /** What the last run named, if it named one. */
  misconception: z.string().nullable(),
  /** What any run has named, and when it last did: the quiz asks about these. */
  named: z.record(z.string(), z.iso.datetime()).default({}),
  /** By the prediction's place in the lesson, from 0. */
  guesses: z.record(z.string(), Guess),
});
// Before the wall was noted, it had been shown to everybody who had passed.
const Mark = Noted.transform((noted) => ({
  ...noted,
  wallSeen: noted.wallSeen ?? noted.passed,
}));

export type Guess = z.infer<typeof Guess>;
export type LessonMark = Omit<z.infer<typeof Mark>, "version">;

const nothing: LessonMark = {
  passed: false,
  wallSeen: false,
  task: null,
  hints: 0,
  misconception: null,
  named: {},
  guesses: {},
};

const marks = new Records("progress", Mark, "progress");

/** What is known of a lesson from its last run. */
export function readMark(name: string): LessonMark {
  setFirstVersionAside();
  const { version, ...mark } = marks.read(name) ?? { version: VERSION, ...nothing };
  return mark;
}

/** Notes what has changed for a lesson. */
export function updateMark(name: string, change: Partial<LessonMark>): void {
  marks.write(name, { version: VERSION, ...readMark(name), ...change });
}

// Before version 2 all lessons were in one file, which two runs could write at once.
function setFirstVersionAside(): void {
  const first = join(memory, "progress.json");
  if (existsSync(first)) setAside(first, "progress");
}
