import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Entry,
  type LoadedLesson,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import { readLearnerFile } from "../../course/lesson-files.ts";
import { type LessonMark, readMark, updateMark } from "../../course/progress.ts";
import { hasOwnServer } from "../../course/submitted-files.ts";
import type { Task } from "../../harness/core/lesson.ts";
import type { Misconception } from "../../harness/core/misconception.ts";
import { isUntouched, readRegions } from "../../harness/core/regions.ts";
import { formatCode, nameTask, paragraph } from "../../terminal/format.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline } from "../headline.ts";

/** The hints about one thing, from a small one to the answer. */
type Hints = {
  about: string;
  levels: readonly { name: string; show: () => string[] }[];
  last: string;
};

/**
 * Shows the next hint for what stopped the last run: a task, or a check that belongs to
 * no task.
 *
 * @param staying whether it was requested with a key
 */
export async function showHint(entry: Entry, staying = false): Promise<number> {
  const lesson = await readLesson(entry);
  const mark = readMark(lesson.name);
  print();
  print(headline(lesson));
  const hints = findHints(lesson, mark);
  if (!hints) {
    print("\n Nothing is left to do here, so there is no hint.");
    return 0;
  }
  const { about, levels, last } = hints;
  const at = Math.min(mark.hints, levels.length - 1);
  const level = levels[at];
  const following = levels[at + 1];
  print(`\n ${about}`);
  print(` hint ${at + 1} of ${levels.length}: ${level?.name}\n`);
  printAll(level?.show() ?? []);
  const how = staying ? "press h" : `npm run lesson ${lesson.number} hint`;
  print();
  print(following ? ` the next hint shows ${following.name}: ${how}` : ` ${last}`);
  updateMark(lesson.name, { hints: at + 1 });
  return 0;
}

function findHints(lesson: LoadedLesson, mark: LessonMark): Hints | null {
  const stopped = mark.check === null ? undefined : lesson.misconceptions[mark.check];
  // The tasks mention functions that the learner's own server doesn't need.
  if (stopped && (mark.task === null || hasOwnServer(lesson.folder)))
    return hintsOnCheck(stopped);
  const task =
    lesson.tasks.find(({ number }) => number === mark.task) ??
    lesson.tasks.find((each) =>
      mark.passed ? each.stretch && isNotBegun(lesson, each) : !each.stretch,
    );
  return task ? hintsOnTask(lesson, task, mark.misconception) : null;
}

/**
 * Whether this stretch hasn't been started: those that were started and passed need no
 * hint.
 */
function isNotBegun(entry: Entry, { file, number }: Task): boolean {
  return isUntouched(readLearnerFile(entry, file) ?? "", number);
}

function hintsOnCheck({ promise, ask, truth, source }: Misconception): Hints {
  return {
    about: `what must be true: ${promise}`,
    levels: [
      { name: "a question", show: () => paragraph(ask, 3) },
      { name: "what is true", show: () => paragraph(`${truth} (${source})`, 3) },
    ],
    last: "This was the last hint for this check.",
  };
}

function hintsOnTask(
  lesson: LoadedLesson,
  task: Task,
  misconception: string | null,
): Hints {
  const { checks, file, hints, number, stretch, title } = task;
  const [nudge, where] = hints.map((hint) => paragraph(hint, 3));
  // The misconception the last run named might belong to a task that has been solved
  // since.
  const isOfTask = misconception !== null && checks.includes(misconception);
  const named = isOfTask ? lesson.misconceptions[misconception] : undefined;
  const question = named ? [...paragraph(named.ask, 3), ""] : [];
  const truth = named ? ["", ...paragraph(`${named.truth} (${named.source})`, 3)] : [];
  return {
    about: `${nameTask(number, stretch)} — ${title}`,
    levels: [
      { name: "a nudge", show: () => [...question, ...(nudge ?? [])] },
      { name: "where and why", show: () => [...(where ?? []), ...truth] },
      {
        name: "the code of this task",
        show: () =>
          taskCode(lesson, file, number).flatMap((line) => formatCode(line, "")),
      },
    ],
    last: "This was the last hint for this task.",
  };
}

function taskCode(entry: Entry, file: string, task: number): string[] {
  const source = readFileSync(join(solutionFolder(entry), file), "utf8");
  return readRegions(source)
    .filter((region) => region.task === task)
    .flatMap(({ solution }, at) => (at === 0 ? solution : ["", ...solution]));
}
