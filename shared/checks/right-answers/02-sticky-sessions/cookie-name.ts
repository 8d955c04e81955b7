// Right: another name, Max-Age and Strict.
// 02 · Sticky sessions: for each request, the balancer decides which server gets it.
import { createHash } from "node:crypto";
import type { FailedTry, Pick, PickRequest, ServerView } from "#harness";

/** The balancer's own cookie. It says which server, never who is asking. */
const PIN = "__served-by";
let turns = 0;

/** Which server gets this request, and why? null: none can take it. */
export function pick(request: PickRequest, servers: readonly ServerView[]): Pick | null {
  const pinned = pinnedServer(request, servers);
  if (pinned && keepsItsUsers(pinned)) return { server: pinned.name, why: "pinned" };
  const next = nextInTurn(servers.filter(takesNewUsers));
  if (!next) return null;
  const why = pinned ? `${pinned.name} is ${pinned.state}` : "new";
  return { server: next.name, why, setCookie: pinTo(next.name) };
}

/** The server that the request's pin names, if there is one. */
function pinnedServer(
  { cookies }: PickRequest,
  servers: readonly ServerView[],
): ServerView | undefined {
  const name = cookies[PIN];
  return servers.find((server) => server.name === name);
}

/** Whether a browser that is pinned to this server stays there. */
function keepsItsUsers({ state }: ServerView): boolean {
  return state !== "down";
}

/** Whether a browser that has no pin yet may come to this server. */
function takesNewUsers({ state }: ServerView): boolean {
  return state === "up";
}

/** The next of these servers, each in its turn. */
function nextInTurn(servers: readonly ServerView[]): ServerView | undefined {
  return servers[turns++ % servers.length];
}

/** The Set-Cookie line of a pin: closed to scripts, for as long as the browser is open. */
function pinTo(name: string): string {
  return `${PIN}=${name}; SameSite=Strict; Max-Age=86400; HttpOnly; Path=/`;
}

/** Another pick, for clients that keep no cookies: by the address alone. */
export function pickByAddress(
  { address }: PickRequest,
  servers: readonly ServerView[],
): Pick | null {
  const weight = ({ name }: ServerView) => numberFor(`${name} ${address}`);
  const [heaviest] = servers
    .filter(keepsItsUsers)
    .sort((one, other) => weight(other) - weight(one));
  return heaviest ? { server: heaviest.name, why: "its address" } : null;
}

/** The same text gives the same number each time, and no text says what the next gives. */
function numberFor(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE();
}

/** A server failed before it answered. May another one be sent the same request? */
export function sendAgain({ method, sent }: FailedTry): boolean {
  const repeatable = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];
  return !sent || repeatable.includes(method);
}
