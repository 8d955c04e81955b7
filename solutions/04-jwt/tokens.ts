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
  //#region TODO 1 — sign who she is, for whom and until when; put it in the cookie
  const token = jwt.sign({ role: user.role }, KEY, {
    header: HEADER,
    subject: user.name,
    issuer: ISSUER,
    audience: AUDIENCE,
    expiresIn: LIFE_SECONDS,
  });
  res.cookie(COOKIE, token, { ...FLAGS, maxAge: LIFE_SECONDS * 1000 });
  //#endregion
}

/** Who is asking? What a token that we wrote says, or null. No store is asked. */
export function whoIs(req: Request): Session | null {
  const token = tokenIn(req);
  if (token === undefined || !v.is(Header, readPart(token, 0))) return null;
  //#region TODO 2 — verify the token; if anything is wrong with it, it is no one's
  const ours = { issuer: ISSUER, audience: AUDIENCE, clockTolerance: leeway() };
  try {
    return sessionOf(jwt.verify(token, KEY, { ...ours, algorithms: ["HS256"] }));
  } catch {
    return null;
  }
  //#endregion
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
  //#region TODO 3 — take the token from the cookie, or from one well-formed Bearer
  //- const header = (req.get("authorization") ?? "").replace("Bearer ", "");
  //- const { token = header } = req.query;
  //- return readCookie(req, COOKIE) ?? String(token);
  const bearer = /^Bearer +([\w.~+/-]+=*)$/i.exec(req.get("authorization") ?? "");
  return readCookie(req, COOKIE) ?? bearer?.[1];
  //#endregion
}

function readKey() {
  //#region TODO 4 — take the key from the environment; without a good one, don't start
  //- return process.env.JWT_SECRET ?? "your-secret-key";
  const secret = process.env.JWT_SECRET ?? "";
  if (Buffer.byteLength(secret) < 32) {
    throw new Error("JWT_SECRET needs 32 random bytes: openssl rand -base64 32");
  }
  return createSecretKey(secret, "utf8");
  //#endregion
}

/** HS256 without jsonwebtoken: what a token says, if we signed it and it has not ended. */
export function verifyByHand(token: string): Claims | null {
  //#region TODO 5 ☆ — verify HS256 by hand, with node:crypto alone
  const parts = /^([\w-]+\.[\w-]+)\.([\w-]{43})$/.exec(token);
  if (!parts) return null;
  const [, signed = "", signature = ""] = parts;
  const right = createHmac("sha256", KEY).update(signed).digest("base64url");
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(right))) return null;
  // A token is for one, or for several (RFC 7519 §4.1.3).
  const Audience = v.union([v.string(), v.array(v.string())]);
  const Payload = v.object({
    ...Claims.entries,
    iss: v.literal(ISSUER),
    aud: v.pipe(
      Audience,
      v.check((aud) => [aud].flat().includes(AUDIENCE)),
    ),
    nbf: v.optional(v.number(), 0),
  });
  const OurHeader = v.object({ ...Header.entries, alg: v.literal(HEADER.alg) });
  const { success, output } = v.safeParse(Payload, readPart(token, 1));
  if (!success || !v.is(OurHeader, readPart(token, 0))) return null;
  const now = Date.now() / 1000;
  return output.nbf <= now && now < output.exp ? output : null;
  //#endregion
}

/** How far the clocks of two servers may be apart, in s: for verify, as clockTolerance. */
function leeway(): number {
  //#region TODO 6 ☆ — tolerate a clock that is half a minute off
  //- return 0;
  return 60;
  //#endregion
}
