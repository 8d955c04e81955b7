import { join } from "node:path";
import type { Lesson } from "../../harness/core/lesson.ts";
import type { CheckReport } from "../../harness/report.ts";
import { type Entry, readLesson, solutionFolder } from "../catalogue.ts";
import { checksAreReal } from "../checksum.ts";
import { headline } from "../format.ts";
import type { Judge } from "../judge.ts";
import { readMark, updateMark } from "../progress.ts";
import { formatCheck } from "../screens/checks.ts";
import { describeLoadFailure } from "../screens/load-failure.ts";
import { formatVerdict } from "../screens/verdict.ts";
import { print, printAll } from "../style.ts";
import { decide, exitCodes, type Verdict } from "../verdict.ts";
import { playWall } from "./demo.ts";

/** Runs the checks on the learner's code, once; after a pass, the wall. */
export async function runLesson(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  // So that the workbook's tests can have other files judged by the same command.
  const answer = process.env.LESSON_ANSWER ?? entry.folder;
  printAll(["", headline(lesson), ""]);
  const verdict = await judgeOnce(entry, lesson, answer);
  if (process.env.LESSON_ANSWER === undefined) rememberVerdict(entry, verdict);
  if (verdict.kind === "passed") {
    printAll(formatVerdict(entry, lesson, verdict));
    await playWall(entry, lesson, answer);
    print();
    print(` next: npm run lesson`);
  }
  return exitCodes[verdict.kind];
}

/** Runs the same checks on the solution. */
export async function runSolution(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  printAll(["", headline(lesson, " · the solution"), ""]);
  const verdict = await judgeOnce(entry, lesson, solutionFolder(entry));
  if (verdict.kind === "passed") print("\n The solution passes.");
  return exitCodes[verdict.kind];
}

async function judgeOnce(entry: Entry, lesson: Lesson, answer: string): Promise<Verdict> {
  print(` starting ${describeLab(lesson)} …`);
  print();
  const { Judge } = await import("../judge.ts");
  await using court = new Judge();
  return await judgeAloud(entry, lesson, answer, court);
}

/**
 * Judges an answer, and prints each check as it ends and what came of them all. A pass is
 * left to the caller to tell.
 */
export async function judgeAloud(
  entry: Entry,
  lesson: Lesson,
  answer: string,
  court: Judge,
  staying = false,
): Promise<Verdict> {
  if (!checksAreReal(lesson, entry.folder)) {
    const altered = alteredChecks(entry);
    printAll(formatVerdict(entry, lesson, altered));
    return altered;
  }
  const reports: CheckReport[] = [];
  let verdict: Verdict | undefined;
  const work = { testFile: join(entry.folder, "lesson.test.ts"), answer };
  try {
    await court.run(
      work,
      (report) => {
        reports.push(report);
        printAll(formatCheck(lesson, report));
      },
      () => {
        // The reader has the verdict at once; ending the lab takes another moment.
        verdict = decide(lesson, reports);
        if (verdict.kind === "passed") return;
        printAll(formatVerdict(entry, lesson, verdict, staying));
      },
    );
    return verdict ?? decide(lesson, reports);
  } catch (error) {
    if (verdict) return verdict;
    // It was abandoned: whoever did that has no use for a screen.
    if (court.dismissed) return { kind: "undecided", fact: "abandoned", hint: "" };
    const failure = describeLoadFailure(entry, lesson, error, staying);
    printAll(failure.lines);
    return failure.verdict;
  }
}

/** What is said where lesson.test.ts is not the one that came with the lesson. */
export function alteredChecks(entry: Entry): Verdict {
  return {
    kind: "undecided",
    fact: `lessons/${entry.name}/lesson.test.ts is not the file that came with the lesson`,
    hint: `restore it: npm run lesson ${entry.number} reset checks`,
  };
}

function describeLab(lesson: Lesson): string {
  const servers = lesson.servers === 1 ? "a server" : `${lesson.servers} servers`;
  return `${servers}, a balancer${lesson.needsRedis ? ", Redis" : ""}`;
}

/** Notes where the learner stands. A run that could not decide changes nothing. */
export function rememberVerdict(entry: Entry, verdict: Verdict): void {
  if (verdict.kind === "undecided") return;
  const before = readMark(entry.name);
  const failed = verdict.kind === "failed" ? verdict : null;
  const task = failed?.task?.number ?? null;
  const hints = task === before.task ? before.hints : 0;
  const outcome = failed?.check.outcome;
  const misconception = outcome?.kind === "failed" ? outcome.misconception : null;
  updateMark(entry.name, { passed: failed === null, task, hints, misconception });
}
