// differs: each item has a field of its own, named by a random id
// 06 · Two at once: every change of a cart is one step in the store.
import { randomUUID } from "node:crypto";
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

/** A field for each item: its name says when it came, so that they can be put in order. */
export async function read({ cart }: Place): Promise<string[]> {
  const fields = Object.entries(await redis.hgetall(cart));
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return fields.map(([, item]) => item);
}

export async function add(place: Place, item: string, name?: string): Promise<string[]> {
  const id = name ?? `${Date.now()}-${randomUUID()}`;
  const answer = await run(
    place,
    `
    if redis.call("HEXISTS", KEYS[2], ARGV[1]) == 1 and redis.call("EXISTS", KEYS[3]) == 1 then
      return redis.call("GET", KEYS[3])
    end
    redis.call("HSET", KEYS[2], ARGV[1], ARGV[2])
    local answer = cjson.encode(redis.call("HVALS", KEYS[2]))
    redis.call("SET", KEYS[3], answer, "PX", left)`,
    id,
    item,
  );
  return JSON.parse(answer);
}

export async function takeOut(place: Place, item: string): Promise<string[]> {
  await run(
    place,
    `
    local answer = "none"
    local all = redis.call("HGETALL", KEYS[2])
    for at = 1, #all, 2 do
      if all[at + 1] == ARGV[2] then
        redis.call("HDEL", KEYS[2], all[at])
        break
      end
    end`,
    "",
    item,
  );
  return read(place);
}

export async function clear(place: Place): Promise<string[]> {
  await run(place, 'redis.call("DEL", KEYS[2]) local answer = "done"', "", "");
  return [];
}

export async function addUpTo(place: Place, item: string, most: number) {
  const middle = `
    local answer = "full"
    if redis.call("HLEN", KEYS[2]) < ${Math.floor(most)} then
      redis.call("HSET", KEYS[2], ARGV[1], ARGV[2])
      answer = "in"
    end`;
  return (await run(place, middle, `${Date.now()}-${randomUUID()}`, item)) === "in";
}

async function run({ session, cart }: Place, middle: string, id: string, item: string) {
  const script = `
    local left = redis.call("PTTL", KEYS[1])
    if left <= 0 then return "ended" end
    ${middle}
    redis.call("PEXPIRE", KEYS[2], left)
    return answer`;
  const answer = String(
    await redis.eval(script, 3, session, cart, `${cart}:${id}`, id, item),
  );
  if (answer === "ended") throw new SessionEnded();
  if (answer === "") throw new StoreUnavailable("no answer");
  return answer;
}
