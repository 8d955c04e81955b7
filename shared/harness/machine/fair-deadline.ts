import { setTimeout as wait } from "node:timers/promises";
import { MachineUse, type Use } from "./machine-use.ts";

/** Beyond its deadline, a process on a busy machine is waited for so long… */
const MOST_MS = 30_000;
/** …and looked at so often. */
const ROUND_MS = 500;
/** So long it is not looked at. */
const FIRST_MS = 1_000;

/**
 * While others keep the machine busy, a second of processor time counts as so many: nothing
 * that we wait for needs half of its deadline in it.
 */
const WEIGHT = 2;

/** How the waiting for a process ended. */
export type Waited = {
  /** "over": it had its time; "starved": others left it too little. */
  ending: "answered" | "over" | "starved";
  /** How long it was waited for, in s. */
  seconds: number;
  /** For how much of that it was looked at, and how much processor time it had then, in s. */
  looked: { seconds: number; had: number };
};

/**
 * Waits until a process has had the time that it was given, in ms. A machine that is busy
 * with other things may not have given it that by then: while it is, what counts is not the
 * clock but the processor time that the process has had.
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
  // Most answers come by then, and cost nobody a look.
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

/** How much of its deadline a process has had, in ms, while the machine was used like that. */
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
