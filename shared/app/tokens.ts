import { createSecretKey, type KeyObject } from "node:crypto";
import { createRequire } from "node:module";
import type { CookieOptions, Request, Response } from "express";
import * as v from "valibot";
import { hasAccount } from "./accounts.ts";
import { readCookie } from "./request-cookie.ts";
import type { User } from "./seam.ts";
import { readNumber, readSecret } from "./settings.ts";

/** __Host-: a browser accepts it only from this exact host, with Secure and Path=/. */
const COOKIE = "__Host-token";
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
const ADDRESS = { issuer: "shop-login", audience: "shop" };
const HEADER = { alg: "HS256", typ: "shop+jwt" } as const;
/** How far apart the clocks of two servers may be. */
const LEEWAY_SECONDS = 60;

/** What one of our tokens says, after its signature has been checked. */
export type Claims = {
  /** Whose it is. */
  sub: string;
  role: User["role"];
  /** When it ends, in seconds since 1970. */
  exp: number;
  /** Its id, which no other token has. */
  jti: string;
  /** The generation of its user's tokens, if it was signed with one. */
  generation?: string | undefined;
  /** Any other claim it was signed with. */
  [claim: string]: unknown;
};

/** Signed tokens as lesson 04's solution makes them, each with an id. */
export type Tokens = {
  /** A token's full lifetime, in seconds. */
  lifeSeconds: number;
  /** How many seconds longer it is accepted by a server whose clock is behind. */
  leewaySeconds: number;
  /** Signs a token for a user, with these claims in addition to the usual ones. */
  issue(user: User, claims: Pick<Claims, "jti"> & Record<string, unknown>): string;
  /** What the request's token says, if we signed it and it hasn't expired. */
  read(req: Request): Claims | null;
  /** Makes the browser keep a token for as long as it is valid. */
  give(res: Response, token: string): void;
  /** Makes the browser drop its token. */
  drop(res: Response): void;
};

/**
 * Tokens that every server with the same settings can check.
 *
 * @throws {SettingError} if JWT_SECRET or SESSION_ABSOLUTE_SECONDS can't be used
 */
export function openTokens(): Tokens {
  const lifeSeconds = readNumber("SESSION_ABSOLUTE_SECONDS");
  const key = createSecretKey(readSecret("JWT_SECRET"), "utf8");
  const { sign, verify } = loadLibrary();
  return {
    lifeSeconds,
    leewaySeconds: LEEWAY_SECONDS,
    issue: ({ name, role }, claims) =>
      sign({ role, ...claims }, key, {
        ...ADDRESS,
        header: HEADER,
        subject: name,
        expiresIn: lifeSeconds,
      }),
    read: (req) => readToken(tokenIn(req), key, lifeSeconds, verify),
    give: (res, token) =>
      void res.cookie(COOKIE, token, { ...FLAGS, maxAge: lifeSeconds * 1000 }),
    drop: (res) => void res.clearCookie(COOKIE, FLAGS),
  };
}

// Most lessons have no tokens, and their servers start sooner without the library.
function loadLibrary(): typeof import("jsonwebtoken") {
  return createRequire(import.meta.url)("jsonwebtoken");
}

/** The token from the cookie or from a well-formed Bearer header (RFC 6750 §2.1). */
function tokenIn(req: Request): string | undefined {
  const bearer = /^Bearer +([\w.~+/-]+=*)$/i.exec(req.get("authorization") ?? "");
  return readCookie(req, COOKIE) ?? bearer?.[1];
}

/** `crit` lists what a verifier must understand. We support none of it. */
const Header = v.object({ typ: v.literal(HEADER.typ), crit: v.optional(v.never()) });
const Payload = v.looseObject({
  sub: v.pipe(v.string(), v.check(hasAccount)),
  role: v.picklist(["customer", "admin"]),
  exp: v.number(),
  jti: v.pipe(v.string(), v.nonEmpty()),
  generation: v.optional(v.string()),
});

function readToken(
  token: string | undefined,
  key: KeyObject,
  lifeSeconds: number,
  verify: typeof import("jsonwebtoken").verify,
): Claims | null {
  if (token === undefined) return null;
  try {
    const options = {
      ...ADDRESS,
      clockTolerance: LEEWAY_SECONDS,
      complete: true,
    } as const;
    const { header, payload } = verify(token, key, { ...options, algorithms: ["HS256"] });
    const claims = v.parse(Payload, payload);
    // None of our tokens expires later than one signed now by a slightly fast clock.
    const lastEnd = Date.now() / 1000 + lifeSeconds + LEEWAY_SECONDS;
    return v.is(Header, header) && claims.exp <= lastEnd ? claims : null;
  } catch {
    return null;
  }
}
