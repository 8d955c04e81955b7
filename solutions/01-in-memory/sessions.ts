// 01 · In memory: this server keeps a list of the tickets that it has given out.
import { randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { readCookie, readNumber, type Session, type User } from "#app";

type Ticket = { session: Session; createdAt: number; usedAt: number };

/** __Host-: a browser takes it from this host alone, and only with Secure and Path=/. */
const COOKIE = "__Host-sid";
/** Where the cookie may go. A browser drops it only if it is cleared with the same. */
//#region TODO 1 — give the browser a ticket that nobody can guess
//- const FLAGS: CookieOptions = {};
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
//#endregion
/** A ticket's whole life, and how long it may lie unused (0: as long as it likes), in ms. */
const LIFE_MS = readNumber("SESSION_ABSOLUTE_SECONDS") * 1000;
const IDLE_MS = readNumber("SESSION_IDLE_SECONDS", { least: 0 }) * 1000;
/** How many tickets this server keeps at most. */
const MAX_TICKETS = readNumber("SESSION_CAP", { most: 100_000 });

/** Every ticket given out, by its id. The oldest comes first. */
const tickets = new Map<string, Ticket>();

/** Alice's password was right: give her browser a ticket. `maxAge` of Express is in ms. */
export function signIn(req: Request, res: Response, user: User): void {
  const brought = idIn(req);
  //#region TODO 1 — give the browser a ticket that nobody can guess
  const id = randomBytes(32).toString("base64url");
  const now = Date.now();
  const session = { user: user.name, cart: [] };
  tickets.set(id, { session, createdAt: now, usedAt: now });
  res.cookie(COOKIE, id, { ...FLAGS, maxAge: LIFE_MS });
  //#endregion
  if (brought !== undefined) {
    //#region TODO 3 — end the ticket that the browser brought along
    tickets.delete(brought);
    //#endregion
  }
  if (tickets.size > MAX_TICKETS) {
    //#region TODO 7 ☆ — the list is too long: drop the oldest ticket
    for (const [old, ticket] of tickets) {
      if (isTooOld(ticket)) tickets.delete(old);
    }
    if (tickets.size > MAX_TICKETS) tickets.delete(oldestOfLargestShare());
    //#endregion
  }
}

/** Who is asking? The session behind the ticket that came with the request, or null. */
export function whoIs(req: Request): Session | null {
  //#region TODO 2 — find the session behind the ticket, unless it has expired
  const ticket = tickets.get(idIn(req) ?? "");
  if (!ticket || isTooOld(ticket) || wasIdle(ticket)) return null;
  return ticket.session;
  //#endregion
}

/** Keep what changed in the session. */
export function save(req: Request, session: Session): void {
  const ticket = tickets.get(idIn(req) ?? "");
  if (ticket) ticket.session = session;
}

/** Alice signs out. */
export function signOut(req: Request, res: Response): void {
  //#region TODO 4 — end the session on the server, then have the browser drop its copy
  tickets.delete(idIn(req) ?? "");
  res.clearCookie(COOKIE, FLAGS);
  //#endregion
}

/** How many tickets this server holds. */
export function size(): number {
  return tickets.size;
}

function isTooOld(ticket: Ticket): boolean {
  //#region TODO 5 — give a ticket a fixed lifetime, by the server's own clock
  //- return false;
  return Date.now() - ticket.createdAt >= LIFE_MS;
  //#endregion
}

/** Whether nobody used the ticket for too long; if it is still good, this is a use. */
function wasIdle(ticket: Ticket): boolean {
  if (IDLE_MS === 0) return false;
  //#region TODO 6 ☆ — end a ticket that goes unused
  const idle = Date.now() - ticket.usedAt >= IDLE_MS;
  if (!idle) ticket.usedAt = Date.now();
  return idle;
  //#endregion
}

/** The oldest ticket of the user who holds the most: nobody pushes out the others. */
function oldestOfLargestShare(): string {
  const shares = new Map<string, string[]>();
  for (const [id, { session }] of tickets) {
    const share = shares.get(session.user) ?? [];
    shares.set(session.user, share);
    share.push(id);
  }
  const [largest = []] = [...shares.values()].sort((a, b) => b.length - a.length);
  return largest[0] ?? "";
}

/** The id in the ticket cookie, if the request brought one. */
function idIn(req: Request): string | undefined {
  return readCookie(req, COOKIE);
}
