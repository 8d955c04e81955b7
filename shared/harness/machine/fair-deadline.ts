import { setTimeout as wait } from "node:timers/promises";
import { MachineUse, type Use } from "./machine-use.ts";

/** On a busy machine, how long to wait for a process beyond its deadline… */
const MOST_MS = 30_000;
/** …and how often to look at its use of the processors. */
const ROUND_MS = 500;
/** How long to wait before the first look. */
const FIRST_MS = 1_000;

/**
 * While others keep the machine busy, a second of processor time is worth this many:
 * nothing we wait for needs half of its deadline in processor time.
 */
const WEIGHT = 2;

/** How waiting for a process ended. */
export type Waited = {
  /** "over": it had its time; "starved": others left it too little. */
  ending: "answered" | "over" | "starved";
  /** How long we waited, in seconds. */
  seconds: number;
  /** How much of that we observed, and the processor time it had then, in seconds. */
  looked: { seconds: number; had: number };
};

/**
 * Waits until a process has had the time it was given, in ms. A busy machine might not
 * have given it that much by the deadline. While the machine is busy, processor time is
 * what counts, not the clock.
 */
export async function waitFairly(
  pid: number,
  deadline: number,
  answered: AbortSignal,
): Promise<Waited> {
  const began = performance.now();
  const looked = { seconds: 0, had: 0 };
  const end = (ending: Waited["ending"]): Waited => ({
    ending,
    seconds: (performance.now() - began) / 1000,
    looked,
  });
  // Most answers arrive by then, and cost no look.
  let counted = Math.min(deadline, FIRST_MS);
  await pass(counted, answered);
  while (counted < deadline && !answered.aborted) {
    if (performance.now() - began >= deadline + MOST_MS) return end("starved");
    const machine = new MachineUse(() => [pid]);
    await pass(Math.min(ROUND_MS, deadline - counted), answered);
    const use = await machine.look();
    counted += countedTime(pid, use);
    looked.seconds += use.seconds;
    looked.had += use.ours.get(pid) ?? 0;
  }
  return end(answered.aborted ? "answered" : "over");
}

/**
 * How much of its deadline a process has used up, in ms, given this use of the machine.
 */
export function countedTime(
  pid: number,
  { isBusy, seconds, ours }: Pick<Use, "isBusy" | "seconds" | "ours">,
): number {
  if (!isBusy) return seconds * 1000;
  return WEIGHT * (ours.get(pid) ?? 0) * 1000;
}

async function pass(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, null, { signal }).catch(() => {});
}
