// differs: one JSON text, compared and replaced by a script, with a few tries
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

type Cart = { items: string[]; answers: Record<string, string[]> };

async function load({ cart }: Place): Promise<{ text: string; cart: Cart }> {
  const text = (await redis.get(cart)) ?? "";
  return { text, cart: text === "" ? { items: [], answers: {} } : JSON.parse(text) };
}

/** Changes the cart in TypeScript, and writes it if it is still the one that was read. */
async function update<T>(place: Place, change: (cart: Cart) => T): Promise<T> {
  const script = `
    local left = redis.call("PTTL", KEYS[1])
    if left <= 0 then return "ended" end
    if (redis.call("GET", KEYS[2]) or "") ~= ARGV[1] then return "changed" end
    redis.call("SET", KEYS[2], ARGV[2], "PX", left)
    return "written"`;
  for (let tries = 1; tries <= 20; tries++) {
    const { text, cart } = await load(place);
    const result = change(cart);
    const next = JSON.stringify(cart);
    const answer = await redis.eval(script, 2, place.session, place.cart, text, next);
    if (answer === "ended") throw new SessionEnded();
    if (answer === "written") return result;
  }
  throw new StoreUnavailable("too many at once");
}

export async function read(place: Place): Promise<string[]> {
  return (await load(place)).cart.items;
}

export function add(place: Place, item: string, name?: string): Promise<string[]> {
  return update(place, ({ items, answers }) => {
    const before = name === undefined ? undefined : answers[name];
    if (before) return before;
    items.push(item);
    if (name !== undefined) answers[name] = [...items];
    return [...items];
  });
}

export function takeOut(place: Place, item: string): Promise<string[]> {
  return update(place, ({ items }) => {
    const at = items.indexOf(item);
    if (at >= 0) items.splice(at, 1);
    return items;
  });
}

export function clear(place: Place): Promise<string[]> {
  return update(place, (cart) => {
    cart.items = [];
    return [];
  });
}

export function addUpTo(place: Place, item: string, most: number): Promise<boolean> {
  return update(place, ({ items }) => items.length < most && items.push(item) > 0);
}
