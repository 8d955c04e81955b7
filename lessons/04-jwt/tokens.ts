// 04 · JWT: the ticket itself says who asks, and its signature says that we wrote it.
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import jwt from "jsonwebtoken";
import * as v from "valibot";
import {
  hasAccount,
  openCarts,
  readCookie,
  readNumber,
  type Session,
  todo,
  type User,
} from "#app";

/** __Host-: a browser takes it from this host alone, and only with Secure and Path=/. */
const COOKIE = "__Host-token";
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
/** Who writes our tokens, and for whom. */
const ISSUER = "shop-login";
const AUDIENCE = "shop";
/** The header of every token of ours: how it is signed, and what it is for. */
const HEADER = { alg: "HS256", typ: "shop+jwt" } as const;
/** A token's whole life. Tokens count in seconds, `maxAge` of Express in ms. */
const LIFE_SECONDS = readNumber("SESSION_ABSOLUTE_SECONDS");
/** The key that signs and verifies: the same on every server. */
const KEY = readKey();

/** What a header must say before we look further. `crit` names what we don't understand. */
const Header = v.object({ typ: v.literal(HEADER.typ), crit: v.optional(v.never()) });

/** No token of ours ends later than one that is signed now, by a clock a little fast. */
const lastEnd = () => Date.now() / 1000 + LIFE_SECONDS + 60;
/** What must stand in a token. jwt.verify takes one that has no exp, and never ends. */
const Claims = v.object({
  sub: v.pipe(v.string(), v.check(hasAccount)),
  role: v.picklist(["customer", "admin"]),
  exp: v.pipe(
    v.number(),
    v.check((exp) => exp <= lastEnd()),
  ),
});
type Claims = v.InferOutput<typeof Claims>;

/** Alice's password was right: give her browser a token. */
export function signIn(_req: Request, res: Response, user: User): void {
  todo(1, "sign who she is, for whom and until when; put it in the cookie");
}

/** Who is asking? What a token that we wrote says, or null. No store is asked. */
export function whoIs(req: Request): Session | null {
  const token = tokenIn(req);
  if (token === undefined || !v.is(Header, readPart(token, 0))) return null;
  todo(2, "verify the token; if anything is wrong with it, it is no one's");
}

/** One of the first two parts of a token, as JSON; null if it is none. */
function readPart(token: string, at: 0 | 1): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[at] ?? "", "base64url").toString());
  } catch {
    return null;
  }
}

/** The session that verified claims tell of; null if one is missing or makes no sense. */
function sessionOf(claims: unknown): Session | null {
  const { success, output } = v.safeParse(Claims, claims);
  return success ? { user: output.sub, role: output.role, cart: [] } : null;
}

/** Carts are in Redis, by user. Tokens carry who; the store still carries what. */
export const { save, cartOf } = openCarts();

/** Alice signs out: have her browser drop its token. */
export function signOut(_req: Request, res: Response): void {
  res.clearCookie(COOKIE, FLAGS);
}

/** Somebody isn't signed in, for whatever reason: the answer doesn't tell which. */
export function refuse(_req: Request, res: Response): void {
  res.status(401).set("WWW-Authenticate", 'Bearer realm="shop"');
  res.json({ error: "sign in first" });
}

/** The token that came with the request, if one did. */
function tokenIn(req: Request): string | undefined {
  // TODO 3 — take the token from the cookie, or from one well-formed Bearer
  const header = (req.get("authorization") ?? "").replace("Bearer ", "");
  const { token = header } = req.query;
  return readCookie(req, COOKIE) ?? String(token);
}

function readKey() {
  // TODO 4 — take the key from the environment; without a good one, don't start
  return process.env.JWT_SECRET ?? "your-secret-key";
}

/** HS256 without jsonwebtoken: what a token says, if we signed it and it has not ended. */
export function verifyByHand(token: string): Claims | null {
  todo(5, "verify HS256 by hand, with node:crypto alone");
}

/** How far the clocks of two servers may be apart, in s: for verify, as clockTolerance. */
function leeway(): number {
  // TODO 6 ☆ — tolerate a clock that is half a minute off
  return 0;
}
