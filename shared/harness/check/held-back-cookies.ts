import type { Finding } from "../core/finding.ts";
import type { Moment } from "../core/hop.ts";

/**
 * Reports it if the request in question was refused because its browser sent no cookie at
 * all: the one it has is for another path. Then the refusal says nothing else about the
 * code. Null: that isn't what happened.
 */
export function tellHeldBack(
  { hop: marked }: Finding,
  moments: readonly Moment[],
): string | null {
  for (const moment of moments) {
    if (moment.kind !== "hop" || moment.hop.number !== marked) continue;
    const { cookiesSeen, status } = moment.hop;
    if (status === 401 && cookiesSeen.length === 0) return moment.heldBack ?? null;
  }
  return null;
}
