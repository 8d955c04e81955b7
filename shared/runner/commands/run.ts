import { join } from "node:path";
import type { Lesson } from "../../harness/core/lesson.ts";
import type { CheckReport } from "../../harness/report.ts";
import { type Entry, readLesson, solutionFolder } from "../catalogue.ts";
import { checksAreReal } from "../checksum.ts";
import { headline } from "../format.ts";
import { readMark, writeMark } from "../progress.ts";
import { formatCheck } from "../screens/checks.ts";
import { printLoadFailure } from "../screens/load-failure.ts";
import { formatVerdict } from "../screens/verdict.ts";
import { print, printAll } from "../style.ts";
import { decide, exitCodes, type Verdict } from "../verdict.ts";
import { playWall } from "./demo.ts";

/** Runs the checks on the learner's code; after a pass, the wall. */
export async function runLesson(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  // So that the workbook's tests can have other files judged by the same command.
  const answer = process.env.LESSON_ANSWER ?? entry.folder;
  print();
  print(headline(lesson));
  print();
  const verdict = await judge(entry, lesson, answer);
  if (verdict.kind !== "undecided" && process.env.LESSON_ANSWER === undefined) {
    remember(entry, verdict);
  }
  if (verdict.kind === "passed") {
    printAll(formatVerdict(entry, lesson, verdict));
    await playWall(entry, lesson, answer);
  }
  return exitCodes[verdict.kind];
}

/** Runs the same checks on the solution. */
export async function runSolution(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · the solution"));
  print();
  const verdict = await judge(entry, lesson, solutionFolder(entry));
  if (verdict.kind === "passed") print("\n The solution passes.");
  return exitCodes[verdict.kind];
}

async function judge(entry: Entry, lesson: Lesson, answer: string): Promise<Verdict> {
  if (!checksAreReal(lesson, entry.folder)) {
    const verdict = {
      kind: "undecided",
      fact: `lessons/${entry.name}/lesson.test.ts is not the file that came with the lesson`,
      hint: `restore it: git checkout -- lessons/${entry.name}/lesson.test.ts`,
    } as const;
    printAll(formatVerdict(entry, lesson, verdict));
    return verdict;
  }
  print(` starting ${describeLab(lesson)} …`);
  print();
  const { Judge } = await import("../judge.ts");
  await using court = new Judge();
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
        printAll(formatVerdict(entry, lesson, verdict));
      },
    );
    return verdict ?? decide(lesson, reports);
  } catch (error) {
    return verdict ?? printLoadFailure(entry, lesson, error);
  }
}

function describeLab(lesson: Lesson): string {
  const servers = lesson.servers === 1 ? "a server" : `${lesson.servers} servers`;
  return `${servers}, a balancer${lesson.needsRedis ? ", Redis" : ""}`;
}

function remember(entry: Entry, verdict: Exclude<Verdict, { kind: "undecided" }>): void {
  const before = readMark(entry.name);
  const failed = verdict.kind === "failed" ? verdict : null;
  const task = failed?.task?.number ?? null;
  const hints = task === before.task ? before.hints : 0;
  const outcome = failed?.check.outcome;
  const misconception = outcome?.kind === "failed" ? outcome.misconception : null;
  writeMark(entry.name, { passed: failed === null, task, hints, misconception });
}
