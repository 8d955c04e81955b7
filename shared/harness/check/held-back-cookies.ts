import type { Finding } from "../core/finding.ts";
import type { Moment } from "../core/hop.ts";

/**
 * Says so if the request in question was refused, and its browser had sent no cookie at all,
 * because the one it was given is for another path. Then the refusal says nothing else about
 * the code. Null: it was not so.
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
