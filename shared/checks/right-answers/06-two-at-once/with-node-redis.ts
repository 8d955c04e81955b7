// differs: with node-redis in place of ioredis, and one frame for all scripts
// 06 · Two at once: every change of a cart is one step in the store.
import { createClient } from "@redis/client";
import { readRedisUrl, SessionEnded, StoreUnavailable } from "#app";

/** Two keys in Redis: where a browser's session is, and where its cart is. */
export type Place = { session: string; cart: string };

const PREFIX = process.env.REDIS_PREFIX ?? "";
const client = createClient({ url: readRedisUrl(), commandOptions: { timeout: 800 } });
client.on("error", () => {});
const connecting = client.connect();
connecting.catch(() => {});

/** What every step begins and ends with. */
const step = (middle: string) => `
  local left = redis.call("PTTL", KEYS[1])
  if left <= 0 then return "ended" end
  ${middle}
  for at = 2, #KEYS do redis.call("PEXPIRE", KEYS[at], left) end
  return answer`;

const ADD = step(`
  local first = KEYS[3] and redis.call("GET", KEYS[3])
  if first then return first end
  redis.call("RPUSH", KEYS[2], ARGV[1])
  local answer = cjson.encode(redis.call("LRANGE", KEYS[2], 0, -1))
  if KEYS[3] then redis.call("SET", KEYS[3], answer) end`);
const TAKE = step('local answer = redis.call("LREM", KEYS[2], 1, ARGV[1])');
const SAMPLE = step(`
  local answer = 0
  if redis.call("LLEN", KEYS[2]) < tonumber(ARGV[2]) then
    answer = redis.call("RPUSH", KEYS[2], ARGV[1])
  end`);

async function run(script: string, keys: string[], words: string[]): Promise<unknown> {
  await connecting;
  if (!client.isReady) throw new StoreUnavailable("no connection");
  const answer = await client.eval(script, {
    keys: keys.map((key) => `${PREFIX}${key}`),
    arguments: words,
  });
  if (answer === "ended") throw new SessionEnded();
  return answer;
}

export async function read({ cart }: Place): Promise<string[]> {
  await connecting;
  return client.lRange(`${PREFIX}${cart}`, 0, -1);
}

export async function add(place: Place, item: string, name?: string): Promise<string[]> {
  const { session, cart } = place;
  const named = name === undefined ? [] : [`${cart}:${name}`];
  return JSON.parse(String(await run(ADD, [session, cart, ...named], [item])));
}

export async function takeOut(place: Place, item: string): Promise<string[]> {
  await run(TAKE, [place.session, place.cart], [item]);
  return read(place);
}

export async function clear({ cart }: Place): Promise<string[]> {
  await connecting;
  await client.del(`${PREFIX}${cart}`);
  return [];
}

export async function addUpTo({ session, cart }: Place, item: string, most: number) {
  return (await run(SAMPLE, [session, cart], [item, String(most)])) !== 0;
}
