import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Entry,
  explanationsOf,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import { readExplanations } from "../../course/explanations.ts";
import { readLearnerFile } from "../../course/lesson-files.ts";
import { readMark } from "../../course/progress.ts";
import type { Task } from "../../harness/core/lesson.ts";
import { readRegions } from "../../harness/core/regions.ts";
import { nameTask } from "../../terminal/format.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline } from "../headline.ts";
import { findDifferences, findOpen } from "../screens/difference.ts";
import { type ExplainedTask, formatExplanation } from "../screens/explanation.ts";

/** Explains the solution of each task, next to the learner's; only after a pass. */
export async function explainAll(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · the solution, explained"));
  if (!readMark(entry.name).passed) {
    print("\n The explanations come with a pass: they give the solution away.");
    print(` next: npm run lesson ${lesson.number} hint`);
    return 1;
  }
  for (const task of lesson.tasks) printAll(formatExplanation(explain(entry, task)));
  print(`\n the same as a page: ${explanationsOf(entry)}`);
  return 0;
}

/**
 * Explains one task, and names the next.
 *
 * @param turn how many have been explained before; after the last one, it starts over
 */
export async function explainNext(entry: Entry, turn: number): Promise<void> {
  const lesson = await readLesson(entry);
  const { tasks } = lesson;
  const at = turn % tasks.length;
  const [task, next] = [tasks[at], tasks[at + 1] ?? tasks[0]];
  if (!task || !next) return;
  print();
  print(headline(lesson, " · the solution, explained"));
  printAll(formatExplanation(explain(entry, task)));
  print(
    at + 1 < tasks.length
      ? `\n s: the next one, ${nameTask(next.number, next.stretch)}`
      : `\n That was the last one. s: ${nameTask(next.number, next.stretch)} again`,
  );
}

function explain(entry: Entry, { file, number }: Task): ExplainedTask {
  const explanation = readExplanations(entry).find(({ task }) => task === number);
  if (!explanation)
    throw new Error(`${explanationsOf(entry)} does not explain TODO ${number}`);
  const marked = readFileSync(join(solutionFolder(entry), file), "utf8");
  const regions = readRegions(marked).filter(({ task }) => task === number);
  const yours = readLearnerFile(entry, file);
  if (yours === null) return { explanation, regions, differences: null };
  // Where the last run stopped doesn't matter here: whatever you have written is
  // compared.
  const open = findOpen(yours, marked);
  const differences = open.includes(number)
    ? null
    : findDifferences(yours, marked, open).filter(({ tasks }) =>
        tasks.some(({ task }) => task === number),
      );
  return { explanation, regions, differences };
}
