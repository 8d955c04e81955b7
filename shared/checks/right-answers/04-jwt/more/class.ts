// differs: is written as a class; given code simpler than ours
// 04 · JWT: the ticket itself says who asks, and its signature says that we wrote it.
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import jwt from "jsonwebtoken";
import * as v from "valibot";
import { openCarts, readCookie, readNumber, type Session, type User } from "#app";

/** __Host-: a browser takes it from this host alone, and only with Secure and Path=/. */
const COOKIE = "__Host-token";
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
/** Who writes our tokens, and for whom. */
const ISSUER = "shop-login";
const AUDIENCE = "shop";
/** A token's whole life. Tokens count in seconds, `maxAge` of Express in ms. */
const LIFE_SECONDS = readNumber("SESSION_ABSOLUTE_SECONDS");
/** The key that signs and verifies: the same on every server. */
const KEY = readKey();

/** What must stand in a token. verify lets one without exp pass: it would never end. */
const Claims = v.object({
  sub: v.pipe(v.string(), v.nonEmpty()),
  role: v.picklist(["customer", "admin"]),
  exp: v.number(),
});
type Claims = v.InferOutput<typeof Claims>;

class Tokens {
  readonly #options = { issuer: ISSUER, audience: AUDIENCE } as const;
  write({ name, role }: User): string {
    const exp = Math.floor(Date.now() / 1000) + LIFE_SECONDS;
    return jwt.sign({ sub: name, role, exp }, KEY, {
      ...this.#options,
      algorithm: "HS256",
    });
  }
  read(token: string): Session | null {
    const options = { ...this.#options, clockTolerance: leeway() };
    try {
      return sessionOf(jwt.verify(token, KEY, { ...options, algorithms: ["HS256"] }));
    } catch {
      return null;
    }
  }
}
const tokens = new Tokens();

/** Alice's password was right: give her browser a token. */
export function signIn(_req: Request, res: Response, user: User): void {
  const token = tokens.write(user);
  res.cookie(COOKIE, token, { ...FLAGS, maxAge: LIFE_SECONDS * 1000 });
}

/** Who is asking? What a token that we wrote says, or null. No store is asked. */
export function whoIs(req: Request): Session | null {
  const token = tokenIn(req);
  if (token === undefined) return null;
  return tokens.read(token);
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
  const bearer = /^Bearer +([\w.~+/-]+=*)$/i.exec(req.get("authorization") ?? "");
  return readCookie(req, COOKIE) ?? bearer?.[1];
}

function readKey() {
  const secret = process.env.JWT_SECRET ?? "";
  if (Buffer.byteLength(secret) < 32) {
    throw new Error("JWT_SECRET needs 32 random bytes: openssl rand -base64 32");
  }
  return createSecretKey(secret, "utf8");
}

/** HS256 without jsonwebtoken: what a token says, if we signed it and it has not ended. */
export function verifyByHand(token: string): Claims | null {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/.exec(token);
  if (!parts) return null;
  const [, header = "", payload = "", signature = ""] = parts;
  const mac = createHmac("sha256", KEY).update(`${header}.${payload}`);
  const right = Buffer.from(mac.digest("base64url"));
  if (!timingSafeEqual(Buffer.from(signature), right)) return null;
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const { iss, aud, nbf = 0, ...claims } = read(payload);
  const { success, output } = v.safeParse(Claims, claims);
  const isOurs = iss === ISSUER && [aud].flat().includes(AUDIENCE);
  const good = read(header).alg === "HS256" && isOurs && success;
  const now = Date.now() / 1000;
  return good && nbf <= now && now < output.exp ? output : null;
}

/** How far the clocks of two servers may be apart, in s: for verify, as clockTolerance. */
function leeway(): number {
  return 60;
}
