import { setTimeout } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { RedisStore } from "./redis-store.ts";

/** One key of the store, safe to show on a screen. */
export type StoreEntry = {
  key: string;
  value: string;
  /** null: it never expires. */
  secondsLeft: number | null;
};

const MAX_CHARACTERS = 200;
/** More would push the rest off the screen. */
const MAX_KEYS = 12;
const RESPONSE_TIMEOUT_MS = 500;

/** The store's contents under this run's prefix, sorted by key. */
export async function readStore(redis: RedisStore): Promise<StoreEntry[]> {
  return (await readEntries(redis)).map(toShow);
}

function toShow({ key, value, secondsLeft }: StoreEntry): StoreEntry {
  return { key: shorten(key), value: shorten(value), secondsLeft };
}

/** The same, unshortened, because two ids can begin alike. */
async function readEntries({ client, prefix }: RedisStore): Promise<StoreEntry[]> {
  const keys: string[] = [];
  for await (const some of client.scanStream({ match: `${prefix}*` })) keys.push(...some);
  const entries = [...new Set(keys)].sort().map(async (key) => {
    const [value, left] = [await readValue(client, key), await client.pttl(key)];
    const secondsLeft = left < 0 ? null : Math.ceil(left / 1000);
    return { key, value, secondsLeft };
  });
  return Promise.all(entries);
}

/** Screen lines that show the store's contents: keys, time left, values. */
export function describeStore(entries: readonly StoreEntry[]): string[] {
  if (entries.length === 0) return ["Redis holds nothing."];
  return [`Redis holds ${countKeys(entries.length)}:`, ...listEntries(entries)];
}

function countKeys(count: number): string {
  return count === 1 ? "1 key" : `${count} keys`;
}

function listEntries(entries: readonly StoreEntry[]): string[] {
  return upTo(MAX_KEYS, entries, ({ key, value, secondsLeft }) => {
    const left = secondsLeft === null ? "never ends" : `ends in ${secondsLeft} s`;
    return [`${key} ${left}`, `  ${value}`];
  });
}

/** The lines for the first keys, and how many more there are. */
function upTo<T>(most: number, keys: readonly T[], tell: (key: T) => string[]): string[] {
  const lines = keys.slice(0, most).flatMap(tell);
  const more = keys.length - most;
  return more > 0 ? [...lines, `and ${countKeys(more)} more`] : lines;
}

/** Reports what is new in a store, what has changed, and what is gone. */
export class StoreWatch {
  #before: ReadonlyMap<string, string> | null = null;

  /**
   * The lines for a screen; none if nothing has changed, or if the store doesn't answer.
   */
  async look(redis: RedisStore | null): Promise<string[]> {
    if (!redis) return [];
    // A Redis that was killed or frozen doesn't answer, so there's nothing to show.
    const reading = readEntries(redis).catch(() => null);
    const late = setTimeout(RESPONSE_TIMEOUT_MS, null, { ref: false });
    const entries = await Promise.race([reading, late]);
    return entries ? this.#compare(entries) : [];
  }

  #compare(entries: readonly StoreEntry[]): string[] {
    const before = this.#before;
    const now = new Map(entries.map(({ key, value }) => [key, value]));
    this.#before = now;
    if (before === null) return describeStore(entries.map(toShow));
    const changed = entries.filter(({ key, value }) => before.get(key) !== value);
    const gone = [...before.keys()].filter((key) => !now.has(key));
    if (changed.length + gone.length === 0) return [];
    const shown = changed.map(toShow);
    if (changed.length === entries.length && gone.length === 0)
      return describeStore(shown);
    return [
      `Redis holds ${countKeys(entries.length)}; what has changed:`,
      ...listEntries(shown),
      ...upTo(MAX_KEYS, gone, (key) => [`gone: ${shorten(key)}`]),
    ];
  }
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

/**
 * Nothing shown may be enough to sign in: of a long random string, only the start is
 * shown.
 */
export function shorten(text: string): string {
  const readable = text
    // Nor may it look like one of our lines, or color the terminal.
    .replace(/\p{Cc}+/gu, " ")
    .replace(/[\w+/=-]{20,}/g, (word) => `${word.slice(0, 6)}…`)
    .replaceAll(',"', ', "');
  return readable.length <= MAX_CHARACTERS
    ? readable
    : `${readable.slice(0, MAX_CHARACTERS)}…`;
}
