import { type Lesson, slugsOf, type Task, taskOf } from "../harness/core/lesson.ts";
import type { CheckReport } from "../harness/report.ts";

/** What a run says about the learner's work. Its exit code: 0, 1 or 2. */
export type Verdict =
  | { kind: "passed"; untouched: Task[] }
  /** `task` is null if a guard failed: something that was right has been broken. */
  | { kind: "failed"; check: CheckReport; task: Task | null; waiting: number }
  | { kind: "undecided"; fact: string; hint: string };

export const exitCodes = { passed: 0, failed: 1, undecided: 2 } as const;

/**
 * A pass is: exactly the lesson's checks reported, each passed and with at least one hop.
 * An untouched stretch is allowed; anything else that is missing is no pass.
 */
export function decide(lesson: Lesson, reports: readonly CheckReport[]): Verdict {
  const lost = reports.find(({ outcome }) => outcome.kind === "undecided");
  if (lost?.outcome.kind === "undecided") {
    return { kind: "undecided", fact: lost.outcome.fact, hint: lost.outcome.hint };
  }
  const waiting = reports.filter(({ outcome }) => outcome.kind === "waiting").length;
  const failed = reports.find(({ outcome }) => ["failed", "todo"].includes(outcome.kind));
  if (failed) {
    return { kind: "failed", check: failed, task: taskToDo(lesson, failed), waiting };
  }
  const complaint = findComplaint(lesson, reports);
  if (complaint) {
    return {
      kind: "undecided",
      fact: complaint,
      hint: `restore the checks: npm run lesson ${lesson.number} reset checks`,
    };
  }
  const untouched = lesson.tasks.filter(({ checks }) =>
    reports.some(
      ({ slug, outcome }) => checks.includes(slug) && outcome.kind === "untouched",
    ),
  );
  return { kind: "passed", untouched };
}

/** Whether all that the tick needs has passed, though a stretch that was begun has not. */
export function lacksOnlyStretch(lesson: Lesson, verdict: Verdict): boolean {
  // Stretches come last: whatever the tick needs has been checked before them.
  return (
    verdict.kind === "failed" && taskOf(lesson, verdict.check.slug)?.stretch === true
  );
}

// A check may meet the TODO of another task than its own: that one is then what to do.
function taskToDo(lesson: Lesson, { slug, outcome }: CheckReport): Task | null {
  if (outcome.kind !== "todo") return taskOf(lesson, slug);
  return lesson.tasks.find(({ number }) => number === outcome.task) ?? null;
}

function findComplaint(lesson: Lesson, reports: readonly CheckReport[]): string | null {
  const expected = slugsOf(lesson).join(" ");
  const reported = reports.map(({ slug }) => slug).join(" ");
  if (expected !== reported)
    return "these are not the lesson's own checks, in their order";
  const idle = reports.find(
    ({ hops, outcome }) => outcome.kind === "passed" && hops === 0,
  );
  return idle ? `the check "${idle.sentence}" passed without sending a request` : null;
}
