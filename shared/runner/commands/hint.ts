import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, readLesson, solutionFolder } from "../../course/catalogue.ts";
import { readLearnerFile } from "../../course/lesson-files.ts";
import { readMark, updateMark } from "../../course/progress.ts";
import type { Lesson, Task } from "../../harness/core/lesson.ts";
import { isUntouched, readRegions } from "../../harness/core/regions.ts";
import { formatCode, nameTask, paragraph } from "../../terminal/format.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline } from "../headline.ts";

const LEVELS = ["a nudge", "where and why", "the code of this task"] as const;
const LAST = "This was the last hint for this task.";

/**
 * Shows the next hint for the task at which the last run stopped.
 *
 * @param staying whether a key asks for it
 */
export async function showHint(entry: Entry, staying = false): Promise<number> {
  const lesson = await readLesson(entry);
  const mark = readMark(entry.name);
  const task =
    lesson.tasks.find(({ number }) => number === mark.task) ??
    lesson.tasks.find((each) =>
      mark.passed ? each.stretch && isBeforeThem(entry, each) : !each.stretch,
    );
  print();
  print(headline(lesson));
  if (!task) {
    print("\n Nothing is left to do here, so there is no hint.");
    return 0;
  }
  const level = Math.min(mark.hints, LEVELS.length - 1);
  print(`\n ${nameTask(task.number, task.stretch)} — ${task.title}`);
  print(` hint ${level + 1} of ${LEVELS.length}: ${LEVELS[level]}\n`);
  printAll(hintOf(entry, lesson, task, { level, misconception: mark.misconception }));
  const following = LEVELS[level + 1];
  const how = staying ? "press h" : `npm run lesson ${lesson.number} hint`;
  print();
  print(following ? ` the next hint shows ${following}: ${how}` : ` ${LAST}`);
  updateMark(entry.name, { hints: level + 1 });
  return 0;
}

/** Whether this stretch is still to be begun: those that were and passed need no hint. */
function isBeforeThem(entry: Entry, { file, number }: Task): boolean {
  return isUntouched(readLearnerFile(entry, file) ?? "", number);
}

type Asked = { level: number; misconception: string | null };

function hintOf(
  entry: Entry,
  { misconceptions }: Lesson,
  { checks, file, hints, number }: Task,
  { level, misconception }: Asked,
): string[] {
  if (level === 2)
    return taskCode(entry, file, number).flatMap((line) => formatCode(line));
  const general = paragraph(hints[level] ?? "", 3);
  // What the last run named may belong to a task that has been solved since.
  const named = misconception !== null && checks.includes(misconception);
  const known = named ? misconceptions[misconception] : undefined;
  if (!known) return general;
  if (level === 0) return [...paragraph(known.ask, 3), "", ...general];
  return [...general, "", ...paragraph(`${known.truth} (${known.source})`, 3)];
}

function taskCode(entry: Entry, file: string, task: number): string[] {
  const source = readFileSync(join(solutionFolder(entry), file), "utf8");
  return readRegions(source)
    .filter((region) => region.task === task)
    .flatMap(({ solution }, at) => (at === 0 ? solution : ["", ...solution]));
}
