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

/** What is in the cart: a list. Redis keeps no empty list, so no key is an empty cart. */
export async function read({ cart }: Place): Promise<string[]> {
  return redis.lrange(cart, 0, -1);
}

/** Puts one item in, and gives the cart. `name`: the request's, which may come again. */
export async function add(place: Place, item: string, name?: string): Promise<string[]> {
  if (name !== undefined) return addOnce(place, item, name);
  //#region TODO 1 — have Redis put the item in, in one step
  //- const items = await read(place);
  //- await writeAll(place, [...items, item]);
  await change(place, "RPUSH", item);
  //#endregion
  return read(place);
}

/** Empties the cart. */
export async function clear(place: Place): Promise<string[]> {
  await change(place, "DEL");
  return [];
}

/** Has Redis carry out one command on the cart: change(place, "RPUSH", "apple"). */
async function change({ session, cart }: Place, ...command: string[]): Promise<void> {
  //#region TODO 2 — only while the session is there, and the cart ends with it
  //- const script = `redis.call(ARGV[1], KEYS[2], unpack(ARGV, 2))`;
  //- await redis.eval(script, 2, session, cart, ...command);
  const script = `
    local left = redis.call("PTTL", KEYS[1])
    if left <= 0 then return "ended" end
    redis.call(ARGV[1], KEYS[2], unpack(ARGV, 2))
    redis.call("PEXPIRE", KEYS[2], left)`;
  const answer = await redis.eval(script, 2, session, cart, ...command);
  if (answer === "ended") throw new SessionEnded();
  //#endregion
}

//#region TODO 3 — have Redis take one item out, in one step
//- /** Takes one item out, even if there are several of it, and gives the cart. */
//- export async function takeOut(place: Place, item: string): Promise<string[]> {
//-   const items = await read(place);
//-   const first = items.indexOf(item);
//-   if (first >= 0) await writeAll(place, items.toSpliced(first, 1));
//-   return read(place);
//- }
//-
//- /** Writes a whole cart over the one before, in one transaction. */
//- async function writeAll({ cart }: Place, items: readonly string[]): Promise<void> {
//-   const whole = redis.multi().del(cart);
//-   if (items.length > 0) whole.rpush(cart, ...items);
//-   await whole.exec();
//- }
/** Takes one item out, even if there are several of it, and gives the cart. */
export async function takeOut(place: Place, item: string): Promise<string[]> {
  await change(place, "LREM", "1", item);
  return read(place);
}
//#endregion

/** Puts an item in once, however often the request of this name comes. */
async function addOnce(place: Place, item: string, name: string): Promise<string[]> {
  const { session, cart } = place;
  //#region TODO 4 ☆ — the same request again: one item, and the same answer
  const script = `
    local left = redis.call("PTTL", KEYS[1])
    if left <= 0 then return "ended" end
    local first = redis.call("GET", KEYS[3])
    if first then return first end
    redis.call("RPUSH", KEYS[2], ARGV[1])
    redis.call("PEXPIRE", KEYS[2], left)
    local answer = cjson.encode(redis.call("LRANGE", KEYS[2], 0, -1))
    redis.call("SET", KEYS[3], answer, "PX", left)
    return answer`;
  const keys = [session, cart, `${cart}:${name}`];
  const answer = await redis.eval(script, 3, ...keys, item);
  if (answer === "ended") throw new SessionEnded();
  return JSON.parse(String(answer));
  //#endregion
}

/** Puts an item in if the cart holds fewer than `most`, and says whether it did. */
export async function addUpTo(
  place: Place,
  item: string,
  most: number,
): Promise<boolean> {
  //#region TODO 5 ☆ — look, decide here, and write only if no one came in between
  const { session, cart } = place;
  const own = redis.duplicate();
  own.on("error", () => {});
  try {
    for (let tries = 1; tries <= 5; tries++) {
      await own.watch(session, cart);
      const left = await own.pttl(session);
      if (left <= 0) throw new SessionEnded();
      if ((await own.llen(cart)) >= most) return false;
      const write = own.multi().rpush(cart, item).pexpire(cart, left);
      if ((await write.exec()) !== null) return true;
    }
    throw new StoreUnavailable("too many at once");
  } finally {
    own.disconnect();
  }
  //#endregion
}
