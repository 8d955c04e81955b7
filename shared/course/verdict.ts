import type { CheckReport } from "../harness/check/report.ts";
import { type Lesson, slugsOf, type Task, taskOf } from "../harness/core/lesson.ts";
import type { Failure } from "../harness/process/messages.ts";

/** What a run says about the learner's work. Its exit code: 0, 1 or 2. */
export type Verdict =
  | { kind: "passed"; untouched: Task[] }
  | {
      kind: "failed";
      check: CheckReport;
      /** null if a guard failed: something that used to be right is broken. */
      task: Task | null;
      waiting: number;
      /** Whether everything required has passed, and only a stretch task has not. */
      earned: boolean;
    }
  /**
   * The files couldn't be loaded, so no check ran; if a TODO stopped them, `task` is its
   * task.
   */
  | { kind: "unloadable"; failure: Failure; task: Task | null }
  | {
      kind: "undecided";
      /** The code of the lab's error, if it was one. */
      code?: string | undefined;
      fact: string;
      hint: string;
    };

export const exitCodes = { passed: 0, failed: 1, unloadable: 1, undecided: 2 } as const;

/** Whether nothing could be decided because other programs kept the machine busy. */
export function wasBusy(verdict: Verdict): boolean {
  return verdict.kind === "undecided" && verdict.code === "MACHINE_BUSY";
}

/** Whether the lesson counts as done: a failed stretch task doesn't count against it. */
export function earnsTick(verdict: Verdict): boolean {
  return verdict.kind === "passed" || (verdict.kind === "failed" && verdict.earned);
}

/**
 * A pass means that exactly the lesson's checks were reported, each passed and with at
 * least one hop. An untouched stretch is allowed; if anything else is missing, it isn't a
 * pass.
 */
export function decide(lesson: Lesson, reports: readonly CheckReport[]): Verdict {
  const lost = reports.find(({ outcome }) => outcome.kind === "undecided");
  if (lost?.outcome.kind === "undecided") {
    const { code, fact, hint } = lost.outcome;
    return { kind: "undecided", code, fact, hint };
  }
  const waiting = reports.filter(({ outcome }) => outcome.kind === "waiting").length;
  const failed = reports.find(({ outcome }) => ["failed", "todo"].includes(outcome.kind));
  const complaint = findComplaint(lesson, reports);
  if (failed) {
    const task = taskToDo(lesson, failed);
    // Stretches come last, so everything required has been checked before them.
    const isStretch = taskOf(lesson, failed.slug)?.stretch === true;
    const earned = isStretch && complaint === null;
    return { kind: "failed", check: failed, task, waiting, earned };
  }
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

// A check can run into the TODO of another task; then that task is the one to do.
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
