// Given: four other ways to sign Alice out, which the wall puts beside yours.
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import {
  type Claims,
  openCarts,
  openTokens,
  readCookie,
  readRedisUrl,
  type Sessions,
} from "#app";

/** Sessions of which all of a user's can be ended. */
type Way = Sessions & { endAll(user: string): Promise<void> };

/** What a way asks Redis, and tells it. */
type Memory = {
  /** What is signed into a new token, beside its id. */
  claimsFor?(user: string): Promise<Record<string, unknown>>;
  revoke(claims: Claims): Promise<void>;
  counts(claims: Claims): Promise<boolean>;
};

/**
 * One of the ways.
 *
 * @throws {TypeError} if there is none of this name
 */
export function openWay(name: string): Way {
  if (name === "sessions") return openSessions();
  const memory = { "short life": nothing, denylist, generation }[name];
  if (!memory) throw new TypeError(`SHOP_WAY names no way: ${name}`);
  return openTokenWay(memory());
}

/** Tokens that live for a minute, and nothing that could be asked. */
function nothing(): Memory {
  return { revoke: async () => {}, counts: async () => true };
}

/** A list of the tokens that were revoked. */
function denylist(): Memory {
  const redis = connect();
  const key = (jti: string) => `revoked:${jti}`;
  return {
    async revoke({ jti, exp }) {
      await redis.set(key(jti), "", "EXAT", exp + openTokens().leewaySeconds);
    },
    counts: async ({ jti }) => (await redis.exists(key(jti))) === 0,
  };
}

/** A generation for each user: it ends all of a user's tokens, or none. */
function generation(): Memory {
  const redis = connect();
  const key = (user: string) => `generation:${user}`;
  return {
    async claimsFor(user) {
      await redis.set(key(user), randomUUID(), "EX", 24 * 60 * 60, "NX");
      return { generation: (await redis.get(key(user))) ?? undefined };
    },
    async revoke({ sub }) {
      await redis.del(key(sub));
    },
    async counts({ sub, generation: signed }) {
      const current = await redis.get(key(sub));
      return current !== null && current === signed;
    },
  };
}

function openTokenWay({ claimsFor, revoke, counts }: Memory): Way {
  const tokens = openTokens();
  return {
    ...openCarts(),
    async signIn(_req, res, user) {
      const more = await claimsFor?.(user.name);
      tokens.give(res, tokens.issue(user, { jti: randomUUID(), ...more }));
    },
    async whoIs(req) {
      const claims = tokens.read(req);
      if (claims === null || !(await counts(claims))) return null;
      return { user: claims.sub, role: claims.role, cart: [] };
    },
    async signOut(req, res) {
      const claims = tokens.read(req);
      if (claims !== null) await revoke(claims);
      tokens.drop(res);
    },
    endAll: async () => {},
  };
}

/** Lesson 03, as short as it gets: a random ticket, and all else in Redis. */
function openSessions(): Way {
  const redis = connect();
  const cookie = "__Host-sid";
  const flags = { httpOnly: true, secure: true, sameSite: "lax" } as const;
  const key = (id = "") => `session:${id}`;
  return {
    ...openCarts(),
    async signIn(_req, res, { name, role }) {
      const id = randomUUID();
      // The role too, as a token has it: so that both ask as often for the same page.
      await redis.set(key(id), `${role}:${name}`, "EX", 60 * 60);
      res.cookie(cookie, id, flags);
    },
    async whoIs(req) {
      const value = await redis.get(key(readCookie(req, cookie)));
      if (value === null) return null;
      const [role, user = ""] = value.split(":");
      return { user, role: role === "admin" ? role : "customer", cart: [] };
    },
    async signOut(req, res) {
      await redis.del(key(readCookie(req, cookie)));
      res.clearCookie(cookie, flags);
    },
    endAll: async () => {},
  };
}

function connect(): Redis {
  const redis = new Redis(readRedisUrl(), {
    keyPrefix: process.env.REDIS_PREFIX ?? "",
    commandTimeout: 500,
    maxRetriesPerRequest: 1,
    retryStrategy: () => 50,
  });
  redis.on("error", () => {});
  return redis;
}
