import { createSecretKey, type KeyObject } from "node:crypto";
import { createRequire } from "node:module";
import type { CookieOptions, Request, Response } from "express";
import * as v from "valibot";
import { hasAccount } from "./accounts.ts";
import { readCookie } from "./request-cookie.ts";
import type { User } from "./seam.ts";
import { readNumber, readSecret } from "./settings.ts";

/** __Host-: a browser takes it from this host alone, and only with Secure and Path=/. */
const COOKIE = "__Host-token";
const FLAGS: CookieOptions = { httpOnly: true, secure: true, sameSite: "lax" };
const ADDRESS = { issuer: "shop-login", audience: "shop" };
const HEADER = { alg: "HS256", typ: "shop+jwt" } as const;
/** How far the clocks of two servers may be apart. */
const LEEWAY_SECONDS = 60;

/** What a token of ours says, once its signature was checked. */
export type Claims = {
  /** Whose it is. */
  sub: string;
  role: User["role"];
  /** When it ends, in seconds since 1970. */
  exp: number;
  /** Its id, the same in no other token. */
  jti: string;
  /** The generation of its user's tokens, if it was signed with one. */
  generation?: string | undefined;
  /** Anything else that it was signed with. */
  [claim: string]: unknown;
};

/** Signed tokens as lesson 04's solution makes them, each with an id. */
export type Tokens = {
  /** A token's whole life, in s. */
  lifeSeconds: number;
  /** For how many s more it may count where a clock is behind. */
  leewaySeconds: number;
  /** Signs a token for a user, with these claims beside the usual ones. */
  issue(user: User, claims: Pick<Claims, "jti"> & Record<string, unknown>): string;
  /** What the token says that came with a request, if we signed it and it has not ended. */
  read(req: Request): Claims | null;
  /** Has the browser keep a token, as long as it lives. */
  give(res: Response, token: string): void;
  /** Has the browser drop its token. */
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

/** The token in the cookie, or the one of a well-formed Bearer (RFC 6750 §2.1). */
function tokenIn(req: Request): string | undefined {
  const bearer = /^Bearer +([\w.~+/-]+=*)$/i.exec(req.get("authorization") ?? "");
  return readCookie(req, COOKIE) ?? bearer?.[1];
}

/** `crit` names what a verifier must understand, and we understand nothing of it. */
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
    // None of ours ends later than one that is signed now, by a clock a little fast.
    const lastEnd = Date.now() / 1000 + lifeSeconds + LEEWAY_SECONDS;
    return v.is(Header, header) && claims.exp <= lastEnd ? claims : null;
  } catch {
    return null;
  }
}
