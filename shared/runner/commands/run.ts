import {
  type Entry,
  type LoadedLesson,
  lessonAfter,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import type { Verdict } from "../../course/verdict.ts";
import type { Lesson } from "../../harness/core/lesson.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline, openScreen } from "../headline.ts";
import type { Judge } from "../judging/judge.ts";

/**
 * Runs the checks on the learner's code, once; after a pass, the wall.
 *
 * @param showsStore whether to show what Redis contains after each check that changed it
 */
export async function runLesson(
  entry: Entry,
  lessons: readonly Entry[],
  showsStore = false,
): Promise<number> {
  const lesson = await readLesson(entry);
  // Lets the workbook's tests judge other files with the same command.
  const { LESSON_ANSWER } = process.env;
  const submission = LESSON_ANSWER ?? entry.folder;
  printAll(openScreen(lesson, submission));
  if (showsStore && !lesson.lab.redis) {
    print(" This lesson has no Redis: nothing is kept outside the servers.");
    return 0;
  }
  await using judge = await startJudge(lesson);
  // The rest of this program loads while the servers start.
  const { judgeSubmission } = await import("../judging/judge-submission.ts");
  const { formatEarned, printJudging } = await import("../judging/printed-judging.ts");
  const { exitCodes } = await import("../../course/verdict.ts");
  const printed = printJudging(lesson, { staying: false, submission });
  const { verdict } = await judgeSubmission(lesson, submission, judge, printed, {
    showsStore,
  });
  const isTheirs = LESSON_ANSWER === undefined;
  if (isTheirs) {
    const { noteVerdict } = await import("../../course/standing.ts");
    noteVerdict(lesson, verdict);
  }
  const next = lessonAfter(entry, lessons);
  const following = `npm run lesson ${next ? next.number : "finish   (all lessons, once more)"}`;
  const earned = formatEarned(lesson, verdict);
  printAll(earned);
  if (earned.length > 0) print(` to go on: ${following}`);
  if (isTheirs) await addTypeNote(lesson, verdict);
  if (verdict.kind === "passed") {
    const { formatVerdict } = await import("../screens/verdict-screen.ts");
    printAll(formatVerdict(lesson, verdict));
    await judge[Symbol.asyncDispose]();
    const { playWall } = await import("./demo.ts");
    const seen = await playWall(lesson, submission);
    if (seen && isTheirs) {
      const { updateMark } = await import("../../course/progress.ts");
      updateMark(entry.name, { wallSeen: true });
    }
    print();
    print(` next:   ${following}`);
    print(
      `         or: npm run quiz ${entry.number} short   (five questions on this one)`,
    );
  }
  return exitCodes[verdict.kind];
}

async function addTypeNote(lesson: LoadedLesson, verdict: Verdict): Promise<void> {
  const { TypeChecker } = await import("../types/type-checker.ts");
  const { printTypeNote } = await import("../screens/type-note.ts");
  using types = new TypeChecker();
  await printTypeNote(types, lesson, verdict);
}

/** Runs the same checks on the solution. */
export async function runSolution(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  printAll(["", headline(lesson, " · the solution"), ""]);
  await using judge = await startJudge(lesson);
  const { judgeSubmission } = await import("../judging/judge-submission.ts");
  const { printJudging } = await import("../judging/printed-judging.ts");
  const { exitCodes } = await import("../../course/verdict.ts");
  const solution = solutionFolder(lesson);
  const printed = printJudging(lesson, { staying: false, submission: solution });
  const { verdict } = await judgeSubmission(lesson, solution, judge, printed);
  if (verdict.kind === "passed") print("\n The solution passes.");
  return exitCodes[verdict.kind];
}

async function startJudge(lesson: LoadedLesson): Promise<Judge> {
  print(` starting ${describeLab(lesson)} …`);
  print();
  // Loaded here, so the first lines don't have to wait for it.
  const { Judge } = await import("../judging/judge.ts");
  const judge = new Judge();
  // If this fails, so does the run, which reports it.
  judge.warm(lesson.folder, true).catch(() => {});
  return judge;
}

function describeLab(lesson: Lesson): string {
  const { servers: count } = lesson.lab.services.shop;
  const servers = count === 1 ? "a server" : `${count} servers`;
  return `${servers}, a balancer${lesson.lab.redis ? ", Redis" : ""}`;
}
