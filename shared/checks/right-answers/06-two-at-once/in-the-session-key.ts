// differs: the cart is a member of the session, in a key that has its expiry
// 06 · Two at once: every change of a cart is one step in the store.
import { Redis } from "ioredis";
import { readRedisUrl, SessionEnded, StoreUnavailable } from "#app";

/** Two keys in Redis: where a browser's session is, and where its cart is. */
export type Place = { session: string; cart: string };

/** The one connection of this process, as in lesson 03. */
const redis = new Redis(readRedisUrl(), {
  keyPrefix: process.env.REDIS_PREFIX ?? "",
  commandTimeout: 500,
  maxRetriesPerRequest: 1,
  retryStrategy: () => 50,
});
redis.on("error", () => {});

/** What lesson 03 keeps of a session; its `cart` is the cart. */
type Stored = { cart: string[]; answers?: Record<string, string[]> };

async function update<T>(place: Place, change: (stored: Stored) => T): Promise<T> {
  const script = `
    local now = redis.call("GET", KEYS[1])
    if not now then return "ended" end
    if now ~= ARGV[1] then return "changed" end
    redis.call("SET", KEYS[1], ARGV[2], "KEEPTTL", "XX")
    return "written"`;
  for (let tries = 1; tries <= 20; tries++) {
    const text = await redis.get(place.session);
    if (text === null) throw new SessionEnded();
    const stored: Stored = JSON.parse(text);
    const result = change(stored);
    const next = JSON.stringify(stored);
    const answer = await redis.eval(script, 1, place.session, text, next);
    if (answer === "ended") throw new SessionEnded();
    if (answer === "written") return result;
  }
  throw new StoreUnavailable("too many at once");
}

export async function read({ session }: Place): Promise<string[]> {
  const text = await redis.get(session);
  return text === null ? [] : JSON.parse(text).cart;
}

export function add(place: Place, item: string, name?: string): Promise<string[]> {
  return update(place, (stored) => {
    const answers = stored.answers ?? {};
    stored.answers = answers;
    const before = name === undefined ? undefined : answers[name];
    if (before) return before;
    stored.cart.push(item);
    if (name !== undefined) answers[name] = [...stored.cart];
    return stored.cart;
  });
}

export function takeOut(place: Place, item: string): Promise<string[]> {
  return update(place, ({ cart }) => {
    const at = cart.indexOf(item);
    if (at >= 0) cart.splice(at, 1);
    return cart;
  });
}

export function clear(place: Place): Promise<string[]> {
  return update(place, (stored) => {
    stored.cart = [];
    return stored.cart;
  });
}

export function addUpTo(place: Place, item: string, most: number): Promise<boolean> {
  return update(place, ({ cart }) => cart.length < most && cart.push(item) > 0);
}
