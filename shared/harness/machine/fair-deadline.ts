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

/** "over": the process had its time and did not use it; "starved": it did not have it. */
export type Ending = "over" | "starved" | "answered";

/**
 * Waits until a process has had the time that it was given. A machine that is busy with
 * other things may not have given it that by then: while it is, what counts is not the
 * clock but the processor time that the process has had.
 */
export async function waitFairly(
  pid: number,
  deadline: number,
  answered: AbortSignal,
): Promise<Ending> {
  const began = performance.now();
  // Most answers come by then, and cost nobody a look.
  let had = Math.min(deadline, FIRST_MS);
  await pass(had, answered);
  while (had < deadline && !answered.aborted) {
    if (performance.now() - began >= deadline + MOST_MS) return "starved";
    const use = new MachineUse(() => [pid]);
    await pass(Math.min(ROUND_MS, deadline - had), answered);
    had += countedTime(pid, await use.look());
  }
  return answered.aborted ? "answered" : "over";
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
