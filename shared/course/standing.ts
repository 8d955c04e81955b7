import type { Entry } from "./catalogue.ts";
import { type LessonMark, readMark, updateMark } from "./progress.ts";
import { earnsTick, type Verdict } from "./verdict.ts";

/**
 * Records where the learner is after a run. A run that couldn't decide changes nothing.
 */
export function noteVerdict({ name }: Entry, verdict: Verdict): void {
  if (verdict.kind !== "undecided") updateMark(name, changeOf(readMark(name), verdict));
}

type Decided = Exclude<Verdict, { kind: "undecided" }>;

function changeOf(before: LessonMark, verdict: Decided): Partial<LessonMark> {
  const passed = earnsTick(verdict);
  // A file that doesn't load doesn't show which task its author is working on.
  if (verdict.kind === "unloadable" && verdict.task === null) return { passed };
  const task = verdict.kind === "passed" ? null : (verdict.task?.number ?? null);
  const check = verdict.kind === "failed" ? verdict.check.slug : null;
  // A task's hints are about all its checks; without a task they are about one.
  const isSame = task === before.task && (task !== null || check === before.check);
  const hints = isSame ? before.hints : 0;
  const misconception = misconceptionIn(verdict);
  const named =
    misconception === null
      ? before.named
      : { ...before.named, [misconception]: new Date().toISOString() };
  return { passed, task, hints, check, misconception, named };
}

function misconceptionIn(verdict: Decided): string | null {
  const outcome = verdict.kind === "failed" ? verdict.check.outcome : null;
  return outcome?.kind === "failed" ? outcome.misconception : null;
}
