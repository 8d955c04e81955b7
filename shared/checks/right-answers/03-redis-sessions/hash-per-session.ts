// differs: keeps each session in a Redis hash
import { createHash, randomBytes } from "node:crypto";
import { parseCookie } from "cookie";
import type { Request, Response } from "express";
import { Redis } from "ioredis";
import { readRedisUrl, type Session, SessionEnded, type User } from "#app";

const LIFE = Number(process.env.SESSION_ABSOLUTE_SECONDS);
const IDLE = Number(process.env.SESSION_IDLE_SECONDS);
const redis = new Redis(readRedisUrl(), {
  keyPrefix: process.env.REDIS_PREFIX ?? "",
  commandTimeout: 700,
  maxRetriesPerRequest: 1,
  retryStrategy: () => 50,
});
redis.on("error", () => {});
const key = (id: string) => `h:${createHash("sha256").update(id).digest("hex")}`;
const idIn = (req: Request) => parseCookie(req.headers.cookie ?? "").sid ?? "";

export async function signIn(req: Request, res: Response, user: User): Promise<void> {
  await redis.del(key(idIn(req)));
  const id = randomBytes(24).toString("hex");
  await redis
    .multi()
    .hset(key(id), { user: user.name, cart: "[]", createdAt: Date.now() })
    .expire(key(id), IDLE > 0 ? Math.min(IDLE, LIFE) : LIFE)
    .exec();
  res.cookie("sid", id, {
    httpOnly: true,
    secure: true,
    sameSite: "lax",
    maxAge: LIFE * 1000,
  });
}
export async function whoIs(req: Request): Promise<Session | null> {
  const { user, cart, createdAt } = await redis.hgetall(key(idIn(req)));
  if (!user || !cart || !createdAt) return null;
  const left = Number(createdAt) + LIFE * 1000 - Date.now();
  if (!(left > 0)) return null;
  if (IDLE > 0) await redis.pexpire(key(idIn(req)), Math.min(left, IDLE * 1000));
  return { user, cart: JSON.parse(cart) };
}
const WRITE =
  "if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end redis.call('HSET', KEYS[1], 'cart', ARGV[1]) return 1";
export async function save(req: Request, session: Session): Promise<void> {
  const kept = await redis.eval(WRITE, 1, key(idIn(req)), JSON.stringify(session.cart));
  if (kept === 0) throw new SessionEnded();
}
export async function signOut(req: Request, res: Response): Promise<void> {
  await redis.del(key(idIn(req)));
  res.clearCookie("sid");
}
