import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { messageOf } from "../harness/core/errors.ts";
import { root } from "./catalogue.ts";
import { print } from "./style.ts";

const VERSION = 2;

/** What a learner said before an event, and what was measured since. */
const Guess = z.object({
  /** The index of the choice; null: not sure. */
  said: z.number().nullable(),
  measured: z.number().nullable(),
});
const Mark = z.object({
  version: z.literal(VERSION),
  passed: z.boolean(),
  /** The task at which the last run stopped, and how many of its hints were shown. */
  task: z.number().nullable(),
  hints: z.number(),
  /** What the last run named, if it named one. */
  misconception: z.string().nullable(),
  /** By the prediction's place in the lesson, from 0. */
  guesses: z.record(z.string(), Guess),
});

export type Guess = z.infer<typeof Guess>;
export type LessonMark = Omit<z.infer<typeof Mark>, "version">;

const nothing: LessonMark = {
  passed: false,
  task: null,
  hints: 0,
  misconception: null,
  guesses: {},
};

/** The folder of everything that the workbook remembers; git does not look into it. */
export const memory = process.env.LESSON_MEMORY ?? join(root, ".workbook");

/** What is known of a lesson from its last run. One that can't be read is set aside. */
export function readMark(name: string): LessonMark {
  setFirstVersionAside();
  const file = fileOf(name);
  if (!existsSync(file)) return nothing;
  try {
    const { version, ...mark } = Mark.parse(JSON.parse(readFileSync(file, "utf8")));
    return mark;
  } catch {
    setAside(file);
    return nothing;
  }
}

/**
 * Notes what has changed for a lesson. Each lesson has a file of its own, so runs of two
 * lessons never meet; of two runs of one lesson the last word stands.
 */
export function updateMark(name: string, change: Partial<LessonMark>): void {
  const mark = { version: VERSION, ...readMark(name), ...change } as const;
  const file = fileOf(name);
  const temporary = `${file}.${randomUUID()}`;
  try {
    mkdirSync(join(memory, "progress"), { recursive: true });
    // A rename replaces the file at one instant: no crash leaves half of it.
    writeFileSync(temporary, JSON.stringify(mark satisfies z.infer<typeof Mark>));
    renameSync(temporary, file);
  } catch (error) {
    print(` Your progress could not be saved: ${messageOf(error)}`);
  }
}

function fileOf(name: string): string {
  return join(memory, "progress", `${name}.json`);
}

// Before version 2 all lessons were in one file, which two runs could write at once.
function setFirstVersionAside(): void {
  const first = join(memory, "progress.json");
  if (existsSync(first)) setAside(first);
}

function setAside(file: string): void {
  const kept = `${file}.${Date.now()}`;
  try {
    renameSync(file, kept);
    print(` Older or unreadable progress was set aside: ${relative(root, kept)}`);
  } catch {
    // It stays where it is, and is met again at the next run.
  }
}
