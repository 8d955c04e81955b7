import { TodoError } from "../../app/todo.ts";
import { LabError, type LabErrorCode, messageOf } from "../core/errors.ts";
import { eventually } from "../core/eventually.ts";
import { Finding } from "../core/finding.ts";
import type { Moment } from "../core/hop.ts";
import { type Lesson, taskOf } from "../core/lesson.ts";
import type { Lab } from "../lab/lab.ts";
import { MachineUse } from "../machine/machine-use.ts";
import { HostError } from "../process/host-error.ts";
import { findDoubt } from "./doubt.ts";
import { tellDroppedBefore } from "./dropped-cookies.ts";
import { tellHeldBack } from "./held-back-cookies.ts";
import { readableLines } from "./readable-stack.ts";
import type { Outcome } from "./report.ts";

/** A check that takes longer than this is stuck; even right answers can be slow. */
export const CHECK_TIMEOUT_MS = 30_000;

const PRINTED_LINES = 6;
const ENDING_LINES = 8;
const OUTPUT_TIMEOUT_MS = 500;
const SEARCHED_LINES = 40;

/** Runs a check in a lab: whatever the code does, it returns an outcome. */
export async function runCheck(
  slug: string,
  lab: Lab,
  lesson: Lesson,
  body: () => Promise<void>,
): Promise<Outcome> {
  const machine = new MachineUse(() => lab.pids);
  try {
    await within(CHECK_TIMEOUT_MS, body(), () => lab.leaveUnfinished());
    return { kind: "passed" };
  } catch (error) {
    const outcome = await outcomeOf(slug, lab, lesson, error);
    if (outcome.kind !== "failed") return outcome;
    const doubt = findDoubt(error, lab.timeline.moments, await machine.look());
    return doubt ? undecided(doubt) : outcome;
  }
}

async function outcomeOf(
  slug: string,
  lab: Lab,
  lesson: Lesson,
  error: unknown,
): Promise<Outcome> {
  const fault = lab.fault ?? (isFault(error) ? error : null);
  if (fault) return undecided(fault);
  const task = taskOf(lesson, slug);
  if (task?.stretch && lab.isUntouched(task)) return { kind: "untouched" };
  const todo = asTodo(error, lesson);
  if (!todo) return await failure(slug, lab, error);
  // The task may have been moved, and is as it was all the same.
  if (task?.stretch && task.number === todo.task) return { kind: "untouched" };
  const open = lesson.tasks.find(({ number }) => number === todo.task);
  if (!open?.stretch || task?.stretch) return { kind: "todo", ...todo };
  return await failure(slug, lab, tellStretch(todo));
}

/** Errors that are never the learner's fault. */
const faults: readonly LabErrorCode[] = ["MACHINE_BUSY", "SERVER_DID_NOT_START"];

function isFault(error: unknown): error is LabError {
  return error instanceof LabError && faults.includes(error.code);
}

function undecided({ code, message, hint }: LabError): Outcome {
  return { kind: "undecided", code, fact: message, hint };
}

/** A TodoError from this process, or one that came over from a server. */
function asTodo(error: unknown, lesson: Lesson): { task: number; what: string } | null {
  const { task, what } =
    error instanceof HostError
      ? error.failure
      : error instanceof TodoError
        ? error
        : { task: undefined, what: undefined };
  // Any code can throw something with a task; only the lesson's own tasks are real.
  const isKnown = lesson.tasks.some(({ number }) => number === task);
  return task !== undefined && isKnown ? { task, what: String(what) } : null;
}

/** A core task has to do without the stretches: that this one was come to is a mistake before it. */
function tellStretch({ task, what }: { task: number; what: string }): Finding {
  return new Finding(
    `The file came to TODO ${task}, which is a stretch and is not done: "${what}". It should not have come there; look at what leads to it.`,
    { slug: null },
  );
}

async function failure(slug: string, lab: Lab, error: unknown): Promise<Outcome> {
  const finding =
    error instanceof Finding ? error : new Finding(tellThrown(error), { slug: null });
  if (finding.hop !== undefined && finding.expected !== undefined) {
    lab.timeline.markExpected(finding.hop, finding.expected);
  }
  const broke = lab.timeline.moments.some((moment) =>
    [500, 502].includes(statusOf(moment)),
  );
  const heldBack = tellHeldBack(finding, lab.timeline.moments);
  if (heldBack !== null) {
    return { kind: "failed", happened: heldBack, misconception: null, printed: [] };
  }
  const dropped = tellDroppedBefore(finding, lab.timeline.moments);
  const own = dropped ? null : slug;
  return {
    kind: "failed",
    happened: dropped ? `${finding.message} ${dropped}` : finding.message,
    misconception: finding.slug === undefined ? own : finding.slug,
    printed: broke ? await waitForPrinted(lab) : lastPrinted(lab),
  };
}

/** What a learner's function threw when a check called it, and where. */
function tellThrown(error: unknown): string {
  if (!(error instanceof HostError)) return messageOf(error);
  const [what = "", ...stack] = readableLines(error.message.split("\n"), PRINTED_LINES);
  const place = stack.map((line) => /[^\s(]+:\d+:\d+/.exec(line)?.[0]).find(Boolean);
  // Whatever it says, it isn't ours, and it must not look like a sentence of the
  // workbook.
  return place === undefined
    ? `The process that runs the learner's file said: "${what}".`
    : `${what}, thrown at ${place}`;
}

// What a server prints about an error travels separately from its answer.
async function waitForPrinted(lab: Lab): Promise<string[]> {
  return eventually(() => {
    const printed = lastPrinted(lab);
    if (printed.length > 0) return printed;
    throw new Error("nothing has been printed yet");
  }, OUTPUT_TIMEOUT_MS).catch(() => []);
}

function statusOf(moment: Moment): number {
  return moment.kind === "hop" ? moment.hop.status : 0;
}

/** What the servers printed last, or how they ended if any ended by themselves. */
function lastPrinted(lab: Lab): string[] {
  const fallen = lab.servers.fallen.map((name) => lab.servers.process(name).ending);
  if (fallen.length > 0) {
    return fallen.flatMap((ending) => readableLines(ending.split("\n"), ENDING_LINES));
  }
  const printed = lab.servers.names.flatMap((name) =>
    lastWords(name, lab.servers.process(name).output.lines(SEARCHED_LINES)),
  );
  return [...printed, ...lastWords("balancer", lab.balancerLines(SEARCHED_LINES))];
}

function lastWords(name: string, lines: readonly string[]): string[] {
  return readableLines(lines, PRINTED_LINES).map((line) => `${name} | ${line}`);
}

async function within(
  milliseconds: number,
  work: Promise<void>,
  onLate: () => void,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const text = `The check was not done after ${milliseconds / 1000} s.`;
    timer = setTimeout(() => {
      onLate();
      reject(new Finding(text, { slug: null }));
    }, milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
