// 05 · Revocation: signed tokens, and what little Redis must keep to take one back.
import { randomUUID } from "node:crypto";
import type { Request, Response } from "express";
import { Redis } from "ioredis";
import {
  type Claims,
  openCarts,
  openTokens,
  readNumber,
  readRedisUrl,
  type Session,
  type User,
} from "#app";

/** Lesson 04's tokens: `issue` signs one, `read` checks the one that a request brings. */
const tokens = openTokens();
/** How long a token can count: its life, plus some leeway for slow clocks, in s. */
const COUNTS_SECONDS = tokens.lifeSeconds + tokens.leewaySeconds;
/** How long a server may rely on what Redis said about a token, in s; 0: not at all. */
const TRUST_SECONDS = readNumber("TRUST_SECONDS", { least: 0 });

/** Until when a server need not ask Redis about a token again, by its id: ms since 1970. */
const trusted = new Map<string, number>();

/** The one connection of this process. A command that fails throws: the shop answers 503. */
const redis = new Redis(readRedisUrl(), {
  keyPrefix: process.env.REDIS_PREFIX ?? "",
  commandTimeout: 500,
  maxRetriesPerRequest: 1,
  retryStrategy: () => 50,
});
redis.on("error", () => {});

/** The keys in Redis: one for each revoked token, and one for each user's generation. */
const revokedKey = (jti: string) => `revoked:${jti}`;
const generationKey = (user: string) => `generation:${user}`;

/** Alice's password was right: give her browser a token that can be taken back. */
export async function signIn(_req: Request, res: Response, user: User): Promise<void> {
  const generation = await generationOf(user.name);
  tokens.give(res, tokens.issue(user, { jti: newId(), generation }));
}

/** An id for one token: a list of revoked ones can then name it, and no other. */
function newId(): string {
  //#region TODO 1 — give each token an id that no other token has
  return randomUUID();
  //#endregion
}

/** Alice signs out: revoke her token, every copy of it, on every server. */
export async function signOut(req: Request, res: Response): Promise<void> {
  //#region TODO 2 — put her token on the list until it ends, then have her browser drop it
  const claims = tokens.read(req);
  if (claims !== null) {
    const end = claims.exp + tokens.leewaySeconds;
    await redis.set(revokedKey(claims.jti), "1", "EXAT", end);
  }
  tokens.drop(res);
  //#endregion
}

/** Who is asking? What a token says that we signed and that nobody has revoked, or null. */
export async function whoIs(req: Request): Promise<Session | null> {
  const claims = tokens.read(req);
  if (claims === null || !(await mayCount(claims))) return null;
  return { user: claims.sub, role: claims.role, cart: [] };
}

/** Asks Redis, in one trip, whether a token still counts. Throws if Redis is away. */
async function counts(claims: Claims): Promise<boolean> {
  //#region TODO 3 — ask Redis for both keys: a token on the list is no one's
  const keys = [revokedKey(claims.jti), generationKey(claims.sub)];
  const [revoked, generation = null] = await redis.mget(keys);
  return revoked === null && isCurrent(claims, generation);
  //#endregion
}

/** Whether a token names its user's generation, which Redis gave; null: it has none. */
function isCurrent(claims: Claims, generation: string | null): boolean {
  //#region TODO 4 — insist on the user's generation, which Redis keeps and the token names
  //- return true;
  return generation !== null && claims.generation === generation;
  //#endregion
}

/** The generation for a token that is signed now: the user's, or a new one. */
async function generationOf(user: string): Promise<string | undefined> {
  //#region TODO 4 — insist on the user's generation, which Redis keeps and the token names
  //- return undefined;
  const key = generationKey(user);
  await redis.set(key, randomUUID(), "EX", COUNTS_SECONDS, "NX");
  return (await redis.getex(key, "EX", COUNTS_SECONDS)) ?? undefined;
  //#endregion
}

/** A new password, or a role taken away: revoke every token that the user has. */
export async function endAll(user: string): Promise<void> {
  //#region TODO 5 — end the user's generation, and with it all of the user's tokens
  await redis.del(generationKey(user));
  //#endregion
}

/** The same, where a server may rely on its last answer for a while. */
async function mayCount(claims: Claims): Promise<boolean> {
  if (TRUST_SECONDS === 0) return counts(claims);
  //#region TODO 6 ☆ — rely on an answer for TRUST_SECONDS, then ask again
  //- return counts(claims);
  const now = Date.now();
  if ((trusted.get(claims.jti) ?? 0) > now) return true;
  const may = await counts(claims);
  if (trusted.size >= 10_000) trusted.clear();
  if (may) trusted.set(claims.jti, now + TRUST_SECONDS * 1000);
  return may;
  //#endregion
}

/** Carts are given, as in lesson 04. */
export const { save, cartOf } = openCarts();

/** Someone isn't signed in, for whatever reason: the answer doesn't say which. */
export function refuse(_req: Request, res: Response): void {
  res.status(401).set("WWW-Authenticate", 'Bearer realm="shop"');
  res.json({ error: "sign in first" });
}
