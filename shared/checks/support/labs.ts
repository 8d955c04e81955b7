import assert from "node:assert/strict";
import {
  type Entry,
  listLessons,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import type { Lab, LabPlan } from "../../harness/lab/lab.ts";
import { startLab } from "../../harness/lab/start-lab.ts";

/** The lesson with this number. */
export function entryOf(number: string): Entry {
  const entry = listLessons().find((lesson) => lesson.number === number);
  assert.ok(entry, `there is a lesson ${number}`);
  return entry;
}

/** A lab on a lesson's solution. */
export async function openSolution(
  number: string,
  options: Partial<LabPlan> = {},
): Promise<Lab> {
  const entry = entryOf(number);
  return startLab({
    lesson: await readLesson(entry),
    folder: entry.folder,
    answer: solutionFolder(entry),
    servers: 3,
    ...options,
  });
}
