import type { Pick } from "../core/pick.ts";
import { BalancerFailure } from "./failures.ts";

const members = ["server", "why", "setCookie"];

const example = '{ server: "A", why: "new" }';

/**
 * The learner's return value, if it is a valid pick.
 *
 * @throws {BalancerFailure} 500 that says what is wrong with it, and what it must be
 */
export function readPick(returned: unknown): Pick | null {
  if (returned === null) return null;
  if (returned === undefined) {
    throw wrong(
      `the pick returned undefined: a way through it ends without a return. It must return null or an object such as ${example}`,
    );
  }
  if (typeof returned !== "object") {
    throw wrong(
      `the pick returned ${describe(returned)}: it must be null or an object such as ${example}`,
    );
  }
  if (isPromise(returned)) {
    throw wrong("the pick returned a Promise: it must decide at once, without async");
  }
  const pick: Record<string, unknown> = { ...returned };
  const unknown = Object.keys(pick).find((name) => !members.includes(name));
  if (unknown !== undefined) {
    throw wrong(
      `the pick has ${describe(unknown)}: it may have ${members.join(", ")}, as in ${example}`,
    );
  }
  const { server, setCookie, why = "" } = pick;
  if (typeof server !== "string") throw wrong(explainServer(server));
  if (typeof why !== "string") {
    throw wrong(`the pick's why is ${describe(why)}: it must be a text`);
  }
  if (setCookie === undefined) return { server, why };
  if (typeof setCookie !== "string") throw wrong(explainSetCookie(setCookie));
  if (!isHeaderValue(setCookie)) {
    throw wrong(
      "the pick's setCookie must be one line of plain text: it has a line break, or a character that no header may have",
    );
  }
  if (!/^[^=;]+=/.test(setCookie)) {
    throw wrong(
      `the pick's setCookie is ${describe(setCookie)}, without a name: it must be a whole Set-Cookie line, name=value first`,
    );
  }
  return { server, why, setCookie };
}

/**
 * The learner's sendAgain result, if it is a valid decision.
 *
 * @throws {BalancerFailure} 500 that says what is wrong with it
 */
export function readDecision(returned: unknown): boolean {
  if (typeof returned === "boolean") return returned;
  throw wrong(
    isPromise(returned)
      ? "sendAgain returned a Promise: it must decide at once, without async"
      : `sendAgain returned ${describe(returned)}: it must be true or false`,
  );
}

function explainServer(server: unknown): string {
  if (server === undefined) return "the pick has no server: a name is needed";
  const what = `the pick's server is ${describe(server)}: it must be a name`;
  const isView = typeof server === "object" && server !== null && "name" in server;
  return isView ? `${what}. Give server.name in its place` : what;
}

function explainSetCookie(setCookie: unknown): string {
  const what = `the pick's setCookie is ${describe(setCookie)}: it must be one line of text`;
  return setCookie === null
    ? `${what}. Where no cookie is to be set, leave it out`
    : what;
}

/** A short description of a value for people, never longer than fits on a line. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (isPromise(value)) return "a Promise";
  return ["boolean", "number", "bigint"].includes(typeof value)
    ? String(value)
    : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

function isPromise(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}

// RFC 9110 §5.5: visible characters, spaces and tabs. Node refuses to send anything else.
function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

function wrong(what: string): BalancerFailure {
  return new BalancerFailure(500, what);
}
