// 02 · Sticky sessions: for each request, the balancer decides which server gets it.
import { createHash } from "node:crypto";
import { todo } from "#app";
import type { FailedTry, Pick, PickRequest, ServerView } from "#harness";

/** The balancer's own cookie. It says which server, never who is asking. */
const PIN = "__Host-pin";
let turns = 0;

/**
 * Which server gets this request? Gives `{ server, why, setCookie }`: the server's name, a
 * few words for the record, and a Set-Cookie line where one is needed. null: none can take
 * it. The four functions below say what a pin, a server and a turn are worth: use them.
 */
export function pick(request: PickRequest, servers: readonly ServerView[]): Pick | null {
  todo(1, "pin a new browser, and keep it there");
}

/** The server that the request's pin names, if there is one. */
function pinnedServer(
  { cookies }: PickRequest,
  servers: readonly ServerView[],
): ServerView | undefined {
  const name = cookies[PIN];
  // TODO 2 — treat a pin you didn't issue as a new browser
  return name === undefined ? undefined : { name, state: "up" };
}

/** Whether a browser that is pinned to this server stays there. */
function keepsItsUsers({ state }: ServerView): boolean {
  // TODO 3 — the pinned server is down: choose and pin again
  return true;
}

/** Whether a browser that has no pin yet may come to this server. */
function takesNewUsers({ state }: ServerView): boolean {
  // TODO 4 — a draining server keeps its users and takes no new ones
  return state !== "down";
}

/** The next of these servers, each in its turn. */
function nextInTurn(servers: readonly ServerView[]): ServerView | undefined {
  return servers[turns++ % servers.length];
}

/** The Set-Cookie line of a pin: closed to scripts, for as long as the browser is open. */
function pinTo(name: string): string {
  return `${PIN}=${name}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** Another pick, for clients that keep no cookies: by the address alone. */
export function pickByAddress(
  { address }: PickRequest,
  servers: readonly ServerView[],
): Pick | null {
  todo(5, "one address, one server; if it dies, only its addresses move");
}

/** The same text gives the same number each time, and no text says what the next gives. */
function numberFor(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE();
}

/** A server failed before it answered. May another one be sent the same request? */
export function sendAgain({ method, sent }: FailedTry): boolean {
  todo(6, "which requests may be sent twice");
}
