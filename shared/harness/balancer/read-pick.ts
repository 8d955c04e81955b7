import type { Pick } from "../core/pick.ts";
import { BalancerFailure } from "./failures.ts";

const members = ["server", "why", "setCookie"];

/**
 * What a learner's pick returned, if it is a pick.
 *
 * @throws {BalancerFailure} 500 that says what is wrong with it
 */
export function readPick(returned: unknown): Pick | null {
  if (returned === null) return null;
  if (typeof returned !== "object") {
    throw wrong(`the pick returned ${typeof returned}: it must be null or an object`);
  }
  if (returned instanceof Promise) {
    throw wrong("the pick returned a Promise: it must decide at once, without async");
  }
  const pick: Record<string, unknown> = { ...returned };
  const unknown = Object.keys(pick).find((name) => !members.includes(name));
  if (unknown !== undefined) {
    throw wrong(`the pick has "${unknown}": it may have ${members.join(", ")}`);
  }
  const { server, setCookie, why = "" } = pick;
  if (typeof server !== "string") throw wrong("the pick has no server: a name is needed");
  if (typeof why !== "string") throw wrong("the pick's why must be a text");
  if (setCookie === undefined) return { server, why };
  if (typeof setCookie !== "string" || !isHeaderValue(setCookie))
    throw wrong("the pick's setCookie must be one line of plain text");
  return { server, why, setCookie };
}

// RFC 9110 §5.5: visible characters, blanks and tabs. Node refuses to send any other.
function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

function wrong(what: string): BalancerFailure {
  return new BalancerFailure(500, what);
}
