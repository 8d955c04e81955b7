import { TodoError } from "../../app/todo.ts";
import { type LabError, machineBusy } from "../core/errors.ts";
import { Finding } from "../core/finding.ts";
import type { HopMoment, Moment } from "../core/hop.ts";
import type { Use } from "../machine/machine-use.ts";

/** On a machine that isn't busy, a request takes a tenth of this. */
const SLOW_MS = 400;
/** In less than this the use of a processor can't be measured. */
const SHORTEST_SECONDS = 0.1;
/** Checks are done in a second or two. */
const LONG_SECONDS = 8;
/**
 * Statuses that replace an answer that didn't come in time, a server's or the store's.
 */
const missing = [503, 504];

/** Whether our own parallel runs are keeping this machine busy. */
let hasCompany = false;

/**
 * Never doubts a check because the machine is busy: the workbook's own tests judge
 * several submissions at once, so they keep it busy themselves.
 */
export function expectCompany(expected: boolean): void {
  hasCompany = expected;
}

/**
 * Why a failed check says nothing about the learner's code: other programs kept the
 * machine busy, and something in the check took so long that a time limit might have
 * decided it. Null: the failure can be trusted.
 */
export function findDoubt(
  error: unknown,
  moments: readonly Moment[],
  use: Use,
): LabError | null {
  if (hasCompany || !use.isBusy || use.seconds < SHORTEST_SECONDS) return null;
  const what = nameDelay(error, moments, use);
  if (what === null) return null;
  const { seconds, used, share } = use;
  return machineBusy(
    `within the ${seconds.toFixed(1)} s of this check, ${percent(used)} of its processors' time was used, and this lesson had ${percent(used * share)}; ${what}`,
  );
}

function nameDelay(error: unknown, moments: readonly Moment[], use: Use): string | null {
  const hops = moments.filter((moment): moment is HopMoment => moment.kind === "hop");
  const slowest = Math.max(0, ...hops.map(({ hop }) => hop.milliseconds));
  if (slowest >= SLOW_MS) return `an answer took ${Math.round(slowest)} ms`;
  // While the check itself keeps the store down, these statuses are what the shop should
  // answer.
  const gap = hops.find(
    ({ hop, storeDown }) => missing.includes(hop.status) && !storeDown,
  );
  if (gap) return `request #${gap.hop.number} was answered with ${gap.hop.status}`;
  if (use.seconds >= LONG_SECONDS) return "the check took long";
  // An error that isn't a check's finding comes from the lab: something wasn't ready in
  // time.
  const isFound = error instanceof Finding && error.cause === undefined;
  return isFound || error instanceof TodoError ? null : "something was not there in time";
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
