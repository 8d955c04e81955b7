import { join } from "node:path";
import { type Entry, readLesson } from "../../course/catalogue.ts";
import { decide, type Verdict } from "../../course/verdict.ts";
import type { CheckReport } from "../../harness/check/report.ts";
import type { Line } from "../../harness/demo/line.ts";
import { Judge } from "../../runner/judge.ts";

export type Judgement = {
  reports: CheckReport[];
  verdict: Verdict;
  /** The Redis that it ran on, in words; null: it had none. */
  redis: string | null;
};

// Judges that wait for work. What they judge runs in processes of its own, so one judge can
// do it again and again; a learner's run has a judge of its own all the same.
const idle: Judge[] = [];

/**
 * Judges a folder of files (or one file) by a lesson's checks, as the runner does.
 *
 * @param reusesProcesses whether processes of the judgements before may be used again; the
 *   files must be in a folder of their own then
 */
export async function judge(
  entry: Entry,
  answer: string,
  { reusesProcesses = false }: { reusesProcesses?: boolean } = {},
): Promise<Judgement> {
  const reports: CheckReport[] = [];
  const testFile = join(entry.folder, "lesson.test.ts");
  let ranOn: string | null = null;
  await withJudge((judge) =>
    judge.run(
      { testFile, answer, reusesProcesses },
      (report) => reports.push(report),
      ({ redis }) => {
        ranOn = redis;
      },
    ),
  );
  return { reports, redis: ranOn, verdict: decide(await readLesson(entry), reports) };
}

/** Plays a script to its end, and gives its lines. */
export async function playScript(
  entry: Entry,
  script: "demo" | "wall",
  answer: string,
): Promise<Line[]> {
  const lines: Line[] = [];
  const work = { folder: entry.folder, answer, script, step: false, store: false };
  await withJudge((judge) => judge.play(work, (line) => lines.push(line)));
  return lines;
}

async function withJudge(work: (judge: Judge) => Promise<void>): Promise<void> {
  const judge = idle.pop() ?? new Judge();
  try {
    await work(judge);
    idle.push(judge);
  } catch (error) {
    await judge[Symbol.asyncDispose]();
    throw error;
  }
}

/** Sends the judges home: while one waits, this process does not end. */
export async function dismissJudges(): Promise<void> {
  await Promise.all(idle.splice(0).map((judge) => judge[Symbol.asyncDispose]()));
}

/** The slugs whose checks ended this way. */
export function slugsWith(reports: readonly CheckReport[], kind: string): string[] {
  return reports.filter(({ outcome }) => outcome.kind === kind).map(({ slug }) => slug);
}
