// 02 · Sticky sessions: for each request, the balancer decides which server gets it.
import { createHash } from "node:crypto";
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
  //#region TODO 1 — pin a new browser, and keep it there
  const pinned = pinnedServer(request, servers);
  if (pinned && keepsItsUsers(pinned)) {
    return { server: pinned.name, why: "pinned" };
  }
  const next = nextInTurn(servers.filter(takesNewUsers));
  if (!next) return null;
  const why = pinned ? `${pinned.name} is ${pinned.state}` : "new";
  return { server: next.name, why, setCookie: pinTo(next.name) };
  //#endregion
}

/** The server that the request's pin names, if there is one. */
function pinnedServer(
  { cookies }: PickRequest,
  servers: readonly ServerView[],
): ServerView | undefined {
  const name = cookies[PIN];
  //#region TODO 2 — treat a pin you didn't issue as a new browser
  //- return name === undefined ? undefined : { name, state: "up" };
  return servers.find((server) => server.name === name);
  //#endregion
}

/** Whether a browser that is pinned to this server stays there. */
function keepsItsUsers({ state }: ServerView): boolean {
  //#region TODO 3 — the pinned server is down: choose and pin again
  //- return true;
  return state !== "down";
  //#endregion
}

/** Whether a browser that has no pin yet may come to this server. */
function takesNewUsers({ state }: ServerView): boolean {
  //#region TODO 4 — a draining server keeps its users and takes no new ones
  //- return state !== "down";
  return state === "up";
  //#endregion
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
  //#region TODO 5 ☆ — one address, one server; if it dies, only its addresses move
  const weight = ({ name }: ServerView) => numberFor(`${name} ${address}`);
  const [heaviest] = servers
    .filter(keepsItsUsers)
    .sort((one, other) => weight(other) - weight(one));
  return heaviest ? { server: heaviest.name, why: "its address" } : null;
  //#endregion
}

/** The same text gives the same number each time, and no text says what the next gives. */
function numberFor(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE();
}

/** A server failed before it answered. May another one be sent the same request? */
export function sendAgain({ method, sent }: FailedTry): boolean {
  //#region TODO 6 ☆ — which requests may be sent twice
  const repeatable = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];
  return !sent || repeatable.includes(method);
  //#endregion
}
