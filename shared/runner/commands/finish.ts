import { type Entry, type LoadedLesson, readLesson } from "../../course/catalogue.ts";
import { readLearnerFile, readStarter } from "../../course/lesson-files.ts";
import { readMark } from "../../course/progress.ts";
import { isAltered, readProvenance } from "../../course/provenance/provenance.ts";
import { earnsTick, exitCodes } from "../../course/verdict.ts";
import { marks, print, printAll, style } from "../../terminal/style.ts";
import { formatProvenance } from "../screens/provenance.ts";

/**
 * After the last lesson, all are checked again: a lesson is done if it passes now, not if
 * it once did.
 */
export async function finish(lessons: readonly Entry[]): Promise<number> {
  print();
  print(style.bold(" All lessons, once more:"));
  print();
  // This comes before any learner code runs, which could put files back.
  const before = await readProvenance();
  // What is loaded now can't be changed by an answer judged later. If a file is no longer
  // ours, nothing is loaded before it has to be.
  if (!isAltered(before)) await loadJudging();
  let next: LoadedLesson | undefined;
  let passed = 0;
  // All lessons are read before any is judged.
  for (const lesson of await Promise.all(lessons.map(readLesson))) {
    const state = await findState(lesson);
    if (state === "passes") passed++;
    else next ??= lesson;
    print(` ${paint(state)} ${lesson.number} ${lesson.title.padEnd(20)} ${state}`);
  }
  print();
  const provenance = isAltered(before) ? before : await readProvenance();
  printAll(formatProvenance(provenance));
  if (isAltered(provenance)) return exitCodes.undecided;
  print();
  if (next) {
    print(` ${passed} of ${lessons.length} pass. next: npm run lesson ${next.number}`);
    return 1;
  }
  print(
    style.bold(
      " You have rebuilt the shop in every way, and know why Alice was logged out:",
    ),
  );
  print(" her session was somewhere where the next server could not look.");
  print();
  print(" next: the stretch tasks (☆), and Make it yours, in exercises.md");
  return 0;
}

type State = "passes" | "does not pass" | "not begun";

// An untouched lesson needs no run, and none is recorded for it.
async function findState(lesson: LoadedLesson): Promise<State> {
  if (!isBegun(lesson)) return "not begun";
  const { judgeOwnFiles, noteVerdict } = await loadJudging();
  const verdict = await judgeOwnFiles(lesson);
  noteVerdict(lesson, verdict);
  return earnsTick(verdict) ? "passes" : "does not pass";
}

async function loadJudging() {
  const [{ judgeOwnFiles }, { noteVerdict }] = await Promise.all([
    import("../judging/judge-submission.ts"),
    import("../../course/standing.ts"),
  ]);
  return { judgeOwnFiles, noteVerdict };
}

function paint(state: State): string {
  if (state === "not begun") return marks.waiting;
  return state === "passes" ? style.green(marks.passed) : style.red(marks.failed);
}

// A lesson that has passed before is checked again, and so is one with your own shop
// (server.ts).
function isBegun(lesson: LoadedLesson): boolean {
  if (readMark(lesson.name).passed || readLearnerFile(lesson, "server.ts") !== null)
    return true;
  return lesson.edits.some(
    (file) => readLearnerFile(lesson, file) !== readStarter(lesson, file),
  );
}
