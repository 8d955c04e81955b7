import type { Waited } from "../machine/fair-deadline.ts";

/** With more than this part of the time a process counts, and with less than that it waits. */
const COUNTS = 0.5;
const WAITS = 0.05;

/** What to look for where a process did not answer, if its processor time was not seen. */
export const lookForEither =
  "look for a loop that never ends, or a promise that never settles";

/** What to look for where a process did not answer, as far as its processor time tells. */
export function hintFor({ looked: { seconds, had } }: Pick<Waited, "looked">): string {
  if (seconds === 0) return lookForEither;
  if (had > COUNTS * seconds) return "look for a loop that never ends";
  return had < WAITS * seconds
    ? "look for a promise that never settles, or a call that hangs"
    : lookForEither;
}
