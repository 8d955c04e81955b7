import type { Waited } from "../machine/fair-deadline.ts";

/**
 * Above the first share of processor time a process is computing, below the second it is
 * waiting.
 */
const COUNTS = 0.5;
const WAITS = 0.05;

/** What to look for if a process didn't answer and its processor time wasn't observed. */
export const lookForEither =
  "look for a loop that never ends, or a promise that never settles";

/** What to look for if a process didn't answer, judging by its processor time. */
export function hintFor({ looked: { seconds, had } }: Pick<Waited, "looked">): string {
  if (seconds === 0) return lookForEither;
  if (had > COUNTS * seconds) return "look for a loop that never ends";
  return had < WAITS * seconds
    ? "look for a promise that never settles, or a call that hangs"
    : lookForEither;
}
