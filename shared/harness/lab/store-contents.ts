import type { Redis } from "ioredis";
import type { RedisStore } from "./redis-store.ts";

/** One key of the store, as it may stand on a screen. */
export type StoreEntry = {
  key: string;
  value: string;
  /** null: it has no end. */
  secondsLeft: number | null;
};

const MOST_CHARACTERS = 200;

/** What the store holds under this run's prefix, in the order of its keys. */
export async function readStore({ client, prefix }: RedisStore): Promise<StoreEntry[]> {
  const keys: string[] = [];
  for await (const some of client.scanStream({ match: `${prefix}*` })) keys.push(...some);
  const entries = [...new Set(keys)].sort().map(async (key) => {
    const [value, left] = [await readValue(client, key), await client.pttl(key)];
    const secondsLeft = left < 0 ? null : Math.ceil(left / 1000);
    return { key: shorten(key), value: shorten(value), secondsLeft };
  });
  return Promise.all(entries);
}

async function readValue(client: Redis, key: string): Promise<string> {
  switch (await client.type(key)) {
    case "string":
      return (await client.get(key)) ?? "";
    case "hash":
      return JSON.stringify(await client.hgetall(key));
    case "set":
      return JSON.stringify(await client.smembers(key));
    case "list":
      return JSON.stringify(await client.lrange(key, 0, -1));
    case "zset":
      return JSON.stringify(await client.zrange(key, 0, -1));
    default:
      return "(not shown)";
  }
}

/** Nothing on a screen may sign in: of what is long and random, only the start is shown. */
export function shorten(text: string): string {
  const readable = text
    .replace(/[\w+/=-]{20,}/g, (word) => `${word.slice(0, 6)}…`)
    .replaceAll(',"', ', "');
  return readable.length <= MOST_CHARACTERS
    ? readable
    : `${readable.slice(0, MOST_CHARACTERS)}…`;
}
