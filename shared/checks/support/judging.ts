import { type Entry, readLesson } from "../../course/catalogue.ts";
import type { CheckReport } from "../../harness/check/report.ts";
import type { Line } from "../../harness/demo/line.ts";
import { Judge } from "../../runner/judging/judge.ts";
import {
  type Judgement,
  judgeSubmission,
} from "../../runner/judging/judge-submission.ts";

// Idle judges. The code they judge runs in other processes, so one judge can be used
// repeatedly; a learner's run still gets its own.
const idle: Judge[] = [];

export type JudgeOptions = { reusesProcesses?: boolean; hasCompany?: boolean };

/**
 * Judges a folder of files (or one file) by a lesson's checks, as the runner does.
 *
 * @param options.reusesProcesses whether processes of earlier runs may be used again; if
 *   so, the files must be in their own folder
 * @param options.hasCompany whether other tests run at the same time, as in `npm test`
 */
export async function judge(
  entry: Entry,
  answer: string,
  { reusesProcesses = false, hasCompany = true }: JudgeOptions = {},
): Promise<Judgement> {
  const lesson = await readLesson(entry);
  const options = { checksMayDiffer: true, reusesProcesses, hasCompany };
  return withJudge(
    (judge) => judgeSubmission(lesson, answer, judge, {}, options),
    // If the lab didn't open, parts of it might be left.
    ({ verdict }) => verdict.kind === "passed" || verdict.kind === "failed",
  );
}

/** Plays a script to its end, and returns its lines. */
export async function playScript(
  entry: Entry,
  script: "demo" | "wall",
  answer: string,
): Promise<Line[]> {
  const lines: Line[] = [];
  const work = {
    folder: entry.folder,
    submission: answer,
    script,
    step: false,
    store: false,
  };
  await withJudge((judge) => judge.play(work, (line) => lines.push(line)));
  return lines;
}

async function withJudge<Result>(
  work: (judge: Judge) => Promise<Result>,
  isUsableAfter: (result: Result) => boolean = () => true,
): Promise<Result> {
  const judge = idle.pop() ?? new Judge();
  let isUsable = false;
  try {
    const result = await work(judge);
    isUsable = isUsableAfter(result);
    return result;
  } finally {
    if (isUsable) idle.push(judge);
    else await judge[Symbol.asyncDispose]();
  }
}

/** Dismisses the judges: while one is waiting, this process doesn't end. */
export async function dismissJudges(): Promise<void> {
  await Promise.all(idle.splice(0).map((judge) => judge[Symbol.asyncDispose]()));
}

/** The slugs whose checks ended this way. */
export function slugsWith(reports: readonly CheckReport[], kind: string): string[] {
  return reports.filter(({ outcome }) => outcome.kind === kind).map(({ slug }) => slug);
}
