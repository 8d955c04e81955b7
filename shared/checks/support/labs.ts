import assert from "node:assert/strict";
import {
  type Entry,
  listLessons,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import type { LabOptions } from "../../harness/core/lab-definition.ts";
import type { Lab } from "../../harness/lab/lab.ts";
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
  options: LabOptions = {},
): Promise<Lab> {
  return openAnswer(number, solutionFolder(entryOf(number)), options);
}

/** A lab on other files in place of a lesson's learner files. */
export async function openAnswer(
  number: string,
  answer: string,
  options: LabOptions = {},
): Promise<Lab> {
  const entry = entryOf(number);
  const lesson = await readLesson(entry);
  return startLab(
    { lesson, folder: entry.folder, path: answer },
    { servers: 3, ...options },
  );
}
