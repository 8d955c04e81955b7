import type { Finding } from "../core/finding.ts";
import type { HopMoment, Moment } from "../core/hop.ts";

/**
 * Reports it if a browser ignored a cookie from a request before the one in question.
 * What happened after that says nothing about what the check is for. Null: none was
 * ignored.
 */
export function tellDroppedBefore(
  { hop: marked }: Finding,
  moments: readonly Moment[],
): string | null {
  const hops = moments.filter((moment): moment is HopMoment => moment.kind === "hop");
  const at = hops.findIndex(({ hop }) => hop.number === marked);
  const before = at < 0 ? hops : hops.slice(0, at);
  const moment = before.findLast((each) => droppedOf(each).length > 0);
  if (!moment) return null;
  const { method, path } = moment.hop;
  return `The browser had ignored the cookie ${droppedOf(moment).join(", ")} that ${method} ${path} answered with.`;
}

// A line that only clears a cookie leaves the browser with the one it had.
function droppedOf({ hop, dropped = [] }: HopMoment): string[] {
  return dropped.filter((name) => hop.cookiesSet.includes(name));
}
