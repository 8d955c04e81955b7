import {
  type Entry,
  type LoadedLesson,
  readLesson,
  textOf,
} from "../../course/catalogue.ts";
import { readLearnerFile } from "../../course/lesson-files.ts";
import { readMark } from "../../course/progress.ts";
import { isUntouched } from "../../harness/core/regions.ts";
import { marks, print, style } from "../../terminal/style.ts";

/**
 * The lesson from which the list was opened with a key, and where the key `n` would lead,
 * if anywhere.
 */
type Place = { here: Entry; byKey: Entry | undefined };

/** The list: every lesson with its question, its state, and which one is next. */
export async function showList(
  lessons: readonly Entry[],
  place?: Place,
): Promise<number> {
  print();
  print(style.bold(" Why am I logged out?"));
  print();
  let next: Entry | undefined;
  for (const entry of lessons) {
    const lesson = await readLesson(entry);
    const { title, minutes, question } = lesson;
    const { passed, task } = readMark(entry.name);
    if (!passed) next ??= entry;
    const mark = passed ? style.green(marks.passed) : marks.waiting;
    const state = passed ? sayPassed(lesson, task) : sayOpen(task);
    const name = `${entry.number} ${title}`;
    print(` ${mark} ${name.padEnd(22)} ${`${minutes} min`.padEnd(7)} ${state}`);
    print(`      ${question}`);
  }
  print();
  print(next ? ` next: ${wayTo(next, place)}` : " All lessons passed.");
  if (next) print(` its text: ${textOf(next)}`);
  return 0;
}

function sayOpen(task: number | null): string {
  return task === null ? "open" : `at TODO ${task}`;
}

/** Includes the stretch tasks that are still open. */
function sayPassed(lesson: LoadedLesson, task: number | null): string {
  const left = lesson.tasks
    .filter(({ stretch, file, number }) => {
      const yours = stretch ? readLearnerFile(lesson, file) : null;
      return yours !== null && (isUntouched(yours, number) || number === task);
    })
    .map(({ number }) => `${number} ${marks.stretch}`);
  return left.length === 0 ? "passed" : `passed; to do: TODO ${left.join(", ")}`;
}

function wayTo({ name, number }: Entry, place: Place | undefined): string {
  const command = `npm run lesson ${number}`;
  if (!place) return command;
  if (place.here.name === name) return `lesson ${number}, where you are`;
  return place.byKey?.name === name ? "press n" : `press q, then: ${command}`;
}
