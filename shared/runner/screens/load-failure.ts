import { type Entry, root } from "../../course/catalogue.ts";
import type { Verdict } from "../../course/verdict.ts";
import type { Lesson } from "../../harness/core/lesson.ts";
import { HostError } from "../../harness/process/host-error.ts";
import type { Failure } from "../../harness/process/messages.ts";
import { style } from "../../terminal/style.ts";
import { formatThrown } from "./thrown.ts";
import { formatVerdict } from "./verdict.ts";

// Faults of the machine or of the lab. Any other one comes from the learner's files.
const notTheirs = [
  "REDIS_UNAVAILABLE",
  "REAPER_LOST",
  "JUDGE_LOST",
  "JUDGE_FAULT",
  "LAB_CLOSED",
  "SERVER_DID_NOT_START",
];

/** Why the lab did not open: the learner's code did not load, or the machine can't. */
export function describeLoadFailure(
  entry: Entry,
  lesson: Lesson,
  error: unknown,
  staying = false,
): { verdict: Verdict; lines: string[] } {
  const failure = asFailure(error);
  if (failure.code !== undefined && notTheirs.includes(failure.code)) {
    const verdict = {
      kind: "undecided",
      fact: failure.message,
      hint: `${failure.hint ?? "run it again"}; or look at the machine: npm run doctor`,
    } as const;
    return { verdict, lines: formatVerdict(entry, lesson, verdict) };
  }
  // A task that is met while the files load stops every check: it is told once, as a TODO.
  const task = lesson.tasks.find(({ number }) => number === failure.task) ?? null;
  const verdict = {
    kind: "failed",
    check: nothingRan,
    task,
    waiting: 0,
    earned: false,
  } as const;
  if (task) return { verdict, lines: formatVerdict(entry, lesson, verdict, staying) };
  const files = lesson.edits.map((file) => `lessons/${entry.name}/${file}`);
  const again = staying ? ", and save it" : `, then: npm run lesson ${lesson.number}`;
  const lines = [
    style.bold(` ${files.join(", ")} does not load:`),
    "",
    ...formatThrown(failure.message, root),
    "",
    ` next:   ${failure.hint ?? `edit that file${again}`}`,
  ];
  return { verdict, lines };
}

const nothingRan = {
  slug: "",
  sentence: "the files load",
  outcome: { kind: "waiting" },
  hops: 0,
  moments: [],
} as const;

function asFailure(error: unknown): Failure {
  if (error instanceof HostError) return error.failure;
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, ...details } = error as Error & { code?: string; hint?: string };
  return { ...details, name, message };
}
