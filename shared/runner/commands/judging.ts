import { join } from "node:path";
import type { Entry } from "../../course/catalogue.ts";
import { checksAreReal } from "../../course/checksum.ts";
import { decide, earnsTick, type Verdict } from "../../course/verdict.ts";
import type { CheckReport } from "../../harness/check/report.ts";
import type { Lesson } from "../../harness/core/lesson.ts";
import { marks, print, printAll } from "../../terminal/style.ts";
import type { Judge } from "../judge.ts";
import { formatCheck } from "../screens/checks.ts";
import { describeLoadFailure } from "../screens/load-failure.ts";
import { formatVerdict } from "../screens/verdict.ts";

/**
 * Judges an answer, and prints each check as it ends and what came of them all. A pass is
 * left to the caller to tell.
 */
export async function judgeAloud(
  entry: Entry,
  lesson: Lesson,
  answer: string,
  judge: Judge,
  {
    staying = false,
    showsStore = false,
  }: { staying?: boolean; showsStore?: boolean } = {},
): Promise<Verdict> {
  if (!checksAreReal(lesson, entry.folder)) {
    const altered = alteredChecks(entry);
    printAll(formatVerdict(entry, lesson, altered));
    return altered;
  }
  const reports: CheckReport[] = [];
  let verdict: Verdict | undefined;
  const work = { testFile: join(entry.folder, "lesson.test.ts"), answer, showsStore };
  try {
    await judge.run(
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
    if (judge.dismissed) return { kind: "undecided", fact: "abandoned", hint: "" };
    const failure = describeLoadFailure(entry, lesson, error, staying);
    if (staying && failure.lines[0] !== "") print();
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

/** What is said beneath a stretch that failed, if all that the tick needs has passed. */
export function formatEarned({ number }: Lesson, verdict: Verdict): string[] {
  if (verdict.kind !== "failed" || !verdict.earned) return [];
  return [
    "",
    ` Lesson ${number} is done all the same: its tick needs no ${marks.stretch}.`,
  ];
}

/** Notes where the learner stands. A run that could not decide changes nothing. */
export async function rememberVerdict(entry: Entry, verdict: Verdict): Promise<void> {
  if (verdict.kind === "undecided") return;
  // Loaded here, because it has to wait for nothing then.
  const { readMark, updateMark } = await import("../../course/progress.ts");
  const before = readMark(entry.name);
  const failed = verdict.kind === "failed" ? verdict : null;
  const outcome = failed?.check.outcome;
  // A file that does not load says nothing of the task that its writer is at.
  if (failed?.task === null && outcome?.kind === "waiting") {
    updateMark(entry.name, { passed: false });
    return;
  }
  const task = failed?.task?.number ?? null;
  const hints = task === before.task ? before.hints : 0;
  const misconception = outcome?.kind === "failed" ? outcome.misconception : null;
  const named =
    misconception === null
      ? before.named
      : { ...before.named, [misconception]: new Date().toISOString() };
  const passed = earnsTick(verdict);
  updateMark(entry.name, { passed, task, hints, misconception, named });
}
