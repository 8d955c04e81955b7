import { type LabError, machineBusy } from "../core/errors.ts";
import { Finding } from "../core/finding.ts";
import type { HopMoment, Moment } from "../core/hop.ts";
import type { Use } from "../machine/machine-use.ts";

/** On a machine that has time, a request is answered in a tenth of it. */
const SLOW_MS = 400;
/** Checks are done in a second or two. */
const LONG_SECONDS = 8;
/** What stands in place of an answer that did not come in time: a server's or a store's. */
const missing = [503, 504];

/** Whether runs of our own keep this machine busy, side by side. */
let hasCompany = false;

/**
 * Has no check be doubted because this machine is busy: the workbook's own tests judge several
 * submissions at once, and keep it busy themselves.
 */
export function expectCompany(expected: boolean): void {
  hasCompany = expected;
}

/**
 * Why a check that failed says nothing about the learner's code: other programs kept the
 * machine busy, and something in it took so long that a time limit may have decided. Null:
 * it says what it says.
 */
export function findDoubt(
  error: unknown,
  moments: readonly Moment[],
  use: Use,
): LabError | null {
  if (hasCompany || !use.isBusy) return null;
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
  // While the check itself keeps the store down, these are what the shop has to say.
  const gap = hops.find(
    ({ hop, storeDown }) => missing.includes(hop.status) && !storeDown,
  );
  if (gap) return `request #${gap.hop.number} was answered with ${gap.hop.status}`;
  if (use.seconds >= LONG_SECONDS) return "the check took long";
  // What no check has found is a thing of the lab's: something was not there in time.
  return error instanceof Finding && error.cause === undefined
    ? null
    : "something was not there in time";
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
