import { inWords, type RedisStore } from "#harness";

/** One key of the store, as the judge's own connection sees it. */
export type StoredKey = {
  name: string;
  /** How many things it keeps: members of a set, fields of a hash; 1 for a string. */
  entries: number;
  /** Name and value, in full: for a search, never for the screen. */
  text: string;
  /** Until it ends, in s; null: it never does. */
  secondsLeft: number | null;
};

/** Everything that the store keeps under this run's prefix. */
export async function readKeys({ client, prefix }: RedisStore): Promise<StoredKey[]> {
  const names = new Set<string>();
  for await (const some of client.scanStream({ match: `${prefix}*` })) {
    for (const name of some) names.add(String(name));
  }
  return Promise.all(
    [...names].map(async (name) => {
      const values = await readValues(client, name);
      const left = await client.pttl(name);
      const secondsLeft = left < 0 ? null : left / 1000;
      const text = [name, ...values].join("\n");
      return { name, entries: values.length, text, secondsLeft };
    }),
  );
}

/** Deletes everything that the store keeps under this run's prefix. */
export async function forgetAll(store: RedisStore): Promise<void> {
  for (const { name } of await readKeys(store)) await store.client.del(name);
}

/** How many things the store keeps, whatever their shape. */
export function countEntries(keys: readonly StoredKey[]): number {
  return keys.reduce((sum, { entries }) => sum + entries, 0);
}

/** When a key ends, as a clause. */
export function describeEnd({ secondsLeft }: StoredKey): string {
  return secondsLeft === null
    ? "never ends"
    : `ends in ${inWords(Math.round(secondsLeft))}`;
}

async function readValues(client: RedisStore["client"], name: string): Promise<string[]> {
  switch (await client.type(name)) {
    case "string":
      return [(await client.get(name)) ?? ""];
    case "hash":
      return Object.entries(await client.hgetall(name)).map((field) => field.join("\n"));
    case "set":
      return client.smembers(name);
    case "list":
      return client.lrange(name, 0, -1);
    case "zset":
      return client.zrange(name, 0, -1);
    default:
      return [""];
  }
}
