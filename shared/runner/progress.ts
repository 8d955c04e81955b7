import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "./catalogue.ts";

const Mark = z.object({
  passed: z.boolean(),
  /** The task at which the last run stopped, and how many of its hints were shown. */
  task: z.number().nullable(),
  hints: z.number(),
  /** What the last run named, if it named one. */
  misconception: z.string().nullable().default(null),
});
const Progress = z.object({ version: z.literal(1), lessons: z.record(z.string(), Mark) });

export type LessonMark = z.infer<typeof Mark>;
const nothing: LessonMark = {
  passed: false,
  task: null,
  hints: 0,
  misconception: null,
};
const folder = join(root, ".workbook");
const file = join(folder, "progress.json");

/** What is known of a lesson: from the last run, passed or not. */
export function readMark(name: string): LessonMark {
  return readAll()[name] ?? nothing;
}

/** Notes what is known of a lesson. A checkout that can't be written to forgets it. */
export function writeMark(name: string, mark: LessonMark): void {
  const lessons = { ...readAll(), [name]: mark };
  const text = JSON.stringify({ version: 1, lessons } satisfies z.infer<typeof Progress>);
  const temporary = `${file}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    // A rename replaces the file at one instant: no crash leaves half of it.
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch {
    // The verdict stands on the screen; only the list will not remember it.
  }
}

function readAll(): Record<string, LessonMark> {
  try {
    return Progress.parse(JSON.parse(readFileSync(file, "utf8"))).lessons;
  } catch {
    return {};
  }
}
