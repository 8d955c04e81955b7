import type { Lesson } from "../harness/core/lesson.ts";
import { HostError } from "../harness/process/host-error.ts";
import type { Failure } from "../harness/process/messages.ts";
import type { Verdict } from "./verdict.ts";

// Faults of the machine or the lab. All others come from the submission's files.
const notTheirs = [
  "REDIS_UNAVAILABLE",
  "REAPER_LOST",
  "JUDGE_LOST",
  "JUDGE_FAULT",
  "LAB_CLOSED",
  "SERVER_DID_NOT_START",
  "MACHINE_BUSY",
];

/**
 * What it means if the lab didn't open: the submission didn't load, or the machine can't
 * run it.
 */
export function decideLoadFailure(lesson: Lesson, error: unknown): Verdict {
  const failure = asFailure(error);
  if (failure.code !== undefined && notTheirs.includes(failure.code)) {
    return {
      kind: "undecided",
      code: failure.code,
      fact: failure.message,
      hint: `${failure.hint ?? "run it again"}; or look at the machine: npm run doctor`,
    };
  }
  const task = lesson.tasks.find(({ number }) => number === failure.task) ?? null;
  return { kind: "unloadable", failure, task };
}

function asFailure(error: unknown): Failure {
  if (error instanceof HostError) return error.failure;
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, ...details } = error as Error & { code?: string; hint?: string };
  return { ...details, name, message };
}
