// differs: a store class with get, set, touch and destroy, and a signed cookie
// 03 · Redis: one store keeps every session, and the servers keep none.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { Redis } from "ioredis";
import {
  readCookie,
  readNumber,
  readRedisUrl,
  type Session,
  SessionEnded,
  type User,
} from "#app";

type Data = { passport: { user: string }; basket: string[]; cookie: { expires: string } };

const NAME = "connect.sid";
const SECRET = "the servers share this";
const OPTIONS: CookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
};
const LIFE = readNumber("SESSION_ABSOLUTE_SECONDS");
const IDLE = readNumber("SESSION_IDLE_SECONDS", { least: 0 });

/** A store as libraries have it: a prefix, a client, and get, set, touch, destroy. */
class RedisStore {
  readonly #client = new Redis(readRedisUrl(), {
    keyPrefix: `${process.env.REDIS_PREFIX ?? ""}sess:`,
    commandTimeout: 800,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * 20, 200),
  });

  constructor() {
    this.#client.on("error", () => {});
  }

  async get(sid: string): Promise<Data | null> {
    const text = await this.#client.get(sid);
    if (text === null) return null;
    try {
      const data: Data = JSON.parse(text);
      const isWhole =
        typeof data.passport.user === "string" &&
        Array.isArray(data.basket) &&
        new Date(data.cookie.expires).getTime() > Date.now();
      return isWhole ? data : null;
    } catch {
      return null;
    }
  }

  async set(sid: string, data: Data): Promise<void> {
    await this.#client.set(sid, JSON.stringify(data), "PX", this.#left(data));
  }

  async replace(sid: string, data: Data): Promise<boolean> {
    const text = JSON.stringify(data);
    return (await this.#client.set(sid, text, "PX", this.#left(data), "XX")) === "OK";
  }

  async touch(sid: string, data: Data): Promise<void> {
    await this.#client.pexpire(sid, this.#left(data));
  }

  async destroy(sid: string): Promise<void> {
    await this.#client.del(sid);
  }

  #left({ cookie }: Data): number {
    const left = new Date(cookie.expires).getTime() - Date.now();
    return Math.max(1, IDLE === 0 ? left : Math.min(left, IDLE * 1000));
  }
}

const store = new RedisStore();

function sign(sid: string): string {
  return `s:${sid}.${createHmac("sha256", SECRET).update(sid).digest("base64url")}`;
}

function unsign(req: Request): string | null {
  const [, sid = ""] = /^s:([^.]+)\./.exec(readCookie(req, NAME) ?? "") ?? [];
  const [given, right] = [readCookie(req, NAME) ?? "", sign(sid)].map((text) =>
    Buffer.from(text),
  );
  if (!given || !right || given.length !== right.length) return null;
  return timingSafeEqual(given, right) ? sid : null;
}

export async function signIn(req: Request, res: Response, user: User): Promise<void> {
  const old = unsign(req);
  if (old !== null) await store.destroy(old);
  const sid = randomUUID();
  const expires = new Date(Date.now() + LIFE * 1000);
  await store.set(sid, {
    passport: { user: user.name },
    basket: [],
    cookie: { expires: expires.toISOString() },
  });
  res.cookie(NAME, sign(sid), { ...OPTIONS, expires });
}

export async function whoIs(req: Request): Promise<Session | null> {
  const sid = unsign(req);
  const data = sid === null ? null : await store.get(sid);
  if (sid === null || data === null) return null;
  if (IDLE > 0) await store.touch(sid, data);
  return { user: data.passport.user, cart: data.basket };
}

export async function save(req: Request, session: Session): Promise<void> {
  const sid = unsign(req);
  const data = sid === null ? null : await store.get(sid);
  if (sid === null || data === null) throw new SessionEnded();
  const kept = await store.replace(sid, { ...data, basket: session.cart });
  if (!kept) throw new SessionEnded();
}

export async function signOut(req: Request, res: Response): Promise<void> {
  const sid = unsign(req);
  if (sid !== null) await store.destroy(sid);
  res.clearCookie(NAME, OPTIONS);
}
