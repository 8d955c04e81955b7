// differs: a hash with a count for each item, and the answers beside it
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

/** A count for each item: apples stand together, whenever they came. */
export async function read({ cart }: Place): Promise<string[]> {
  const counts = await redis.hgetall(cart);
  return Object.entries(counts).flatMap(([item, count]) =>
    Array.from({ length: Number(count) }, () => item),
  );
}

/** Puts one item in, and gives the cart. */
export async function add(place: Place, item: string, name?: string): Promise<string[]> {
  const before = name === undefined ? null : await redis.get(`${place.cart}:${name}`);
  if (before !== null) return JSON.parse(before);
  const answer = await run(
    place,
    `
    if ARGV[2] ~= "" then
      local first = redis.call("GET", KEYS[3])
      if first then return first end
    end
    redis.call("HINCRBY", KEYS[2], ARGV[1], 1)
    local items = {}
    local all = redis.call("HGETALL", KEYS[2])
    for at = 1, #all, 2 do
      for _ = 1, tonumber(all[at + 1]) do items[#items + 1] = all[at] end
    end
    local answer = cjson.encode(items)
    if ARGV[2] ~= "" then redis.call("SET", KEYS[3], answer, "PX", left) end`,
    [item, name ?? ""],
  );
  return JSON.parse(answer);
}

/** Takes one out. */
export async function takeOut(place: Place, item: string): Promise<string[]> {
  await run(
    place,
    `
    local answer = "done"
    if redis.call("HEXISTS", KEYS[2], ARGV[1]) == 1 then
      if redis.call("HINCRBY", KEYS[2], ARGV[1], -1) <= 0 then
        redis.call("HDEL", KEYS[2], ARGV[1])
      end
    end`,
    [item, ""],
  );
  return read(place);
}

export async function clear({ cart }: Place): Promise<string[]> {
  await redis.unlink(cart);
  return [];
}

export async function addUpTo(place: Place, item: string, most: number) {
  const answer = await run(
    place,
    `
    local sum = 0
    for _, count in ipairs(redis.call("HVALS", KEYS[2])) do sum = sum + tonumber(count) end
    local answer = "full"
    if sum < tonumber(ARGV[2]) then
      redis.call("HINCRBY", KEYS[2], ARGV[1], 1)
      answer = "in"
    end`,
    [item, String(most)],
  );
  return answer === "in";
}

/** One step: its middle is given, between the condition and the expiry. */
async function run({ session, cart }: Place, middle: string, words: [string, string]) {
  const script = `
    local left = redis.call("PTTL", KEYS[1])
    if left <= 0 then return "ended" end
    ${middle}
    redis.call("PEXPIRE", KEYS[2], left)
    return answer`;
  const keys = [session, cart, `${cart}:${words[1]}`];
  const answer = String(await redis.eval(script, 3, ...keys, ...words));
  if (answer === "ended") throw new SessionEnded();
  if (answer === "") throw new StoreUnavailable("no answer");
  return answer;
}
