// 03 · Redis: one store keeps every session, and the servers keep none.
import { createHash, randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { Redis } from "ioredis";
import * as v from "valibot";
import {
  readCookie,
  readNumber,
  readRedisUrl,
  type Session,
  SessionEnded,
  type User,
} from "#app";

/** What Redis keeps of a session: no password, no role, and not the id. */
const Ticket = v.looseObject({
  user: v.string(),
  cart: v.array(v.string()),
  createdAt: v.number(),
});
type Ticket = v.InferOutput<typeof Ticket>;

/** __Host-: a browser takes it from this host alone, and only with Secure and Path=/. */
const COOKIE = "__Host-sid";
/** Where the cookie may go. A browser drops it only if it is cleared with the same. */
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
/** A ticket's whole life, and how long it may lie unused (0: as long as it likes), in s. */
const LIFE_SECONDS = readNumber("SESSION_ABSOLUTE_SECONDS");
const IDLE_SECONDS = readNumber("SESSION_IDLE_SECONDS", { least: 0 });
/** When a ticket ends that nobody ever uses. */
const FIRST_SECONDS = Math.min(LIFE_SECONDS, IDLE_SECONDS || LIFE_SECONDS);

/** The one connection of this process: every request shares it. It opens again by itself. */
const redis = new Redis(readRedisUrl(), {
  keyPrefix: process.env.REDIS_PREFIX ?? "",
  // A request may wait this long for Redis. By default it would wait without end.
  commandTimeout: 500,
  maxRetriesPerRequest: 1,
  retryStrategy: () => 50,
});
// Each try to connect that fails is an `error` event. In many clients of Node, one that
// nobody hears ends the process; ioredis would print it. The requests answer 503 anyway.
redis.on("error", () => {});

/** Alice's password was right: give her browser a ticket. `maxAge` of Express is in ms. */
export async function signIn(req: Request, res: Response, user: User): Promise<void> {
  const brought = idIn(req);
  if (brought !== undefined) await redis.del(key(brought));
  const id = randomBytes(32).toString("base64url");
  const ticket = { user: user.name, cart: [], createdAt: Date.now() };
  await redis.set(key(id), JSON.stringify(ticket), "EX", FIRST_SECONDS);
  res.cookie(COOKIE, id, { ...FLAGS, maxAge: LIFE_SECONDS * 1000 });
}

/** Who is asking? The session behind the ticket that came with the request, or null. */
export async function whoIs(req: Request): Promise<Session | null> {
  const id = idIn(req);
  if (id === undefined) return null;
  const ticket = decode(await redis.get(key(id)));
  if (!ticket || isTooOld(ticket)) return null;
  await keepInUse(id, ticket);
  return ticket;
}

/** Keep what changed in the session, which is the one that `whoIs` gave. */
export async function save(req: Request, session: Session): Promise<void> {
  const written = await writeBack(idIn(req) ?? "", JSON.stringify(session));
  if (written === false) {
    throw new SessionEnded();
  }
}

/** Writes over a session that is still there, with the end that it has; false: it is not. */
async function writeBack(id: string, value: string): Promise<boolean> {
  const answer = await redis.set(key(id), value, "KEEPTTL", "XX");
  return answer === "OK";
}

/** Alice signs out. */
export async function signOut(req: Request, res: Response): Promise<void> {
  await redis.del(key(idIn(req) ?? ""));
  res.clearCookie(COOKIE, FLAGS);
}

/** This request is a use: sets the idle end back, but never past the end of its life. */
async function keepInUse(id: string, ticket: Ticket): Promise<void> {
  if (IDLE_SECONDS === 0) return;
  const left = ticket.createdAt + LIFE_SECONDS * 1000 - Date.now();
  await redis.pexpire(key(id), Math.min(IDLE_SECONDS * 1000, left));
}

function isTooOld(ticket: Ticket): boolean {
  return Date.now() - ticket.createdAt >= LIFE_SECONDS * 1000;
}

/** The session in a value of the store; null if there is none, or none that can be read. */
function decode(value: string | null): Ticket | null {
  try {
    return v.parse(Ticket, JSON.parse(value ?? "null"));
  } catch {
    return null;
  }
}

/** Where a ticket's session is. A hash: reading the store gives no one a ticket. */
function key(id: string): string {
  return `session:${createHash("sha256").update(id).digest("hex")}`;
}

/** The id in the ticket cookie, if the request brought one. */
function idIn(req: Request): string | undefined {
  return readCookie(req, COOKIE);
}
