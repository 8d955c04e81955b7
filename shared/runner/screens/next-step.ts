import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadedLesson, solutionFolder } from "../../course/catalogue.ts";
import { readStarter } from "../../course/lesson-files.ts";
import {
  hasOwnServer,
  readSubmittedFile,
  submittedFilesOf,
} from "../../course/submitted-files.ts";
import type { Task } from "../../harness/core/lesson.ts";
import { listOf } from "../../harness/core/list-of.ts";
import { nameTask, paragraph } from "../../terminal/format.ts";
import { style } from "../../terminal/style.ts";
import { type ChangedPlaces, findChangedPlaces, type Lines } from "./changed-places.ts";

/** What determines how the next step is worded. */
export type ReaderSituation = {
  /** Whether the runner waits for the next save. */
  staying: boolean;
  /** The folder (or the single file) to be judged. */
  submission: string;
};

const INDENT = 9;

/**
 * What to do after a check has failed.
 *
 * @param task the task the check belongs to; null: a guard, which the original file would
 *   pass
 */
export function formatNextStep(
  lesson: LoadedLesson,
  task: Task | null,
  reader: ReaderSituation,
): string[] {
  if (hasOwnServer(reader.submission)) return formatOwnServer(lesson, reader);
  const subject = task ? formatTask(lesson, task) : formatGuard(lesson, reader);
  const hint = reader.staying ? "press h for a hint" : `${commandFor(lesson)} hint`;
  return [...subject, ...formatAction(lesson, reader), `         or: ${hint}`];
}

function formatTask({ name }: LoadedLesson, task: Task): string[] {
  const head = `${nameTask(task.number, task.stretch)}  lessons/${name}/${task.file}`;
  return [style.bold(` ${head}:`), ...paragraph(task.title, INDENT)];
}

function formatGuard(lesson: LoadedLesson, reader: ReaderSituation): string[] {
  const files = submittedFilesOf(lesson, reader.submission);
  return [
    style.bold(` Guard  ${files.join(", ")}:`),
    ...paragraph(
      `no task asks for this, and it has to be right all the same. ${sayWhere(lesson, reader)}`,
      INDENT,
    ),
  ];
}

function sayWhere(lesson: LoadedLesson, { submission }: ReaderSituation): string {
  const places = lesson.edits.map((file) => {
    const yours = readSubmittedFile(lesson, submission, file);
    if (yours === null) return { tasks: [], outside: [] };
    const marked = readFileSync(join(solutionFolder(lesson), file), "utf8");
    return findChangedPlaces(yours, readStarter(lesson, file), marked);
  });
  const tasks = places.flatMap((place) => place.tasks);
  const outside = places.flatMap((place) => place.outside);
  return describePlaces({ tasks, outside });
}

function describePlaces({ tasks, outside }: ChangedPlaces): string {
  if (tasks.length === 0 && outside.length === 0)
    return "Its code is still the same: look at what it imports, and run this again.";
  const inside = `inside ${nameTasks(tasks)}`;
  const beside = `outside the TODOs (${listOf(outside.map(nameLines))})`;
  if (tasks.length === 0) return `You changed it only ${beside}: look there.`;
  if (outside.length === 0) return `You changed it only ${inside}: look there.`;
  return `You changed it ${beside} and ${inside}. Look outside first.`;
}

function nameTasks(tasks: readonly number[]): string {
  const [first = 0, ...others] = tasks;
  return others.length === 0 ? nameTask(first) : `TODOs ${listOf(tasks.map(String))}`;
}

function nameLines({ from, to }: Lines): string {
  return from === to ? `line ${from}` : `lines ${from} to ${to}`;
}

// The learner's own server has no tasks from the lesson: those mention functions that it
// doesn't need.
function formatOwnServer(lesson: LoadedLesson, reader: ReaderSituation): string[] {
  const [file = ""] = submittedFilesOf(lesson, reader.submission);
  return [
    style.bold(` Yours    ${file} runs in place of ${lesson.edits.join(", ")}`),
    ...formatAction(lesson, reader),
    "         or: delete it, and the lesson's own file runs again",
  ];
}

function formatAction(lesson: LoadedLesson, { staying }: ReaderSituation): string[] {
  const action = staying
    ? "edit that file, and save it"
    : `edit that file, then: ${commandFor(lesson)}`;
  return [` next:   ${action}`];
}

function commandFor({ number }: LoadedLesson): string {
  return `npm run lesson ${number}`;
}
