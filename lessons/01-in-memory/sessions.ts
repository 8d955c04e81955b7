// 01 · In memory: this server keeps a list of the tickets that it has given out.
import { randomBytes } from "node:crypto";
import { parseCookie } from "cookie";
import type { CookieOptions, Request, Response } from "express";
import { type Session, todo, type User } from "#app";

type Ticket = { session: Session; createdAt: number; usedAt: number };

const COOKIE = "sid";
/** A ticket's whole life, and how long it may lie unused (0: as long as it likes), in ms. */
const LIFE_MS = Number(process.env.SESSION_ABSOLUTE_SECONDS) * 1000;
const IDLE_MS = Number(process.env.SESSION_IDLE_SECONDS) * 1000;
/** How many tickets this server keeps at most. */
const MOST_TICKETS = Number(process.env.SESSION_CAP);

/** Every ticket given out, by its id. The oldest comes first. */
const tickets = new Map<string, Ticket>();

/** Alice's password was right: give her browser a ticket. `maxAge` of Express is in ms. */
export function signIn(req: Request, res: Response, user: User): void {
  const brought = idIn(req);
  todo(1, "give the browser a ticket that nobody can guess");
  if (brought !== undefined) {
    todo(3, "end the ticket that the browser brought along");
  }
  if (tickets.size > MOST_TICKETS) {
    todo(7, "the list is too long: sweep out the dead, else drop the oldest");
  }
}

/** Who is asking? The session behind the ticket that came with the request, or null. */
export function whoIs(req: Request): Session | null {
  todo(2, "find the session behind the ticket, unless its time is over");
}

/** Keep what changed in the session. */
export function save(req: Request, session: Session): void {
  const ticket = tickets.get(idIn(req) ?? "");
  if (ticket) ticket.session = session;
}

/** Alice signs out. */
export function signOut(req: Request, res: Response): void {
  todo(4, "end the session on the server, then have the browser drop its copy");
}

/** How many tickets this server holds. */
export function size(): number {
  return tickets.size;
}

function isTooOld(ticket: Ticket): boolean {
  // TODO 5 — a ticket has a fixed life, by the server's own clock
  return false;
}

/** Whether nobody used the ticket for too long; if it is still good, this is a use. */
function wasIdle(ticket: Ticket): boolean {
  if (IDLE_MS === 0) return false;
  todo(6, "a ticket that lies unused ends before its time");
}

/** The id in the ticket cookie, if the request brought one. */
function idIn(req: Request): string | undefined {
  return parseCookie(req.headers.cookie ?? "")[COOKIE];
}
