import { LabError } from "../core/errors.ts";
import { KeyLifetimes } from "./key-lifetimes.ts";
import { connect, type RedisStore } from "./redis-store.ts";

/**
 * A Redis that we did not start: never flushed, stopped, or touched beyond our prefix.
 */
export async function openExternal(url: string): Promise<RedisStore> {
  const client = connect(url);
  try {
    await client.connect();
    await client.ping();
  } catch (cause) {
    client.disconnect();
    throw new LabError("REDIS_UNAVAILABLE", "the Redis of REDIS_URL does not answer", {
      hint: "start it, or unset REDIS_URL: the lesson then starts one of its own",
      cause,
    });
  }
  const prefix = `workbook:${crypto.randomUUID()}:`;
  const refuse = () => {
    throw new LabError(
      "REDIS_NOT_OURS",
      "REDIS_URL is yours, and is never stopped here",
      {
        hint: "unset REDIS_URL: the lesson then starts one of its own",
      },
    );
  };
  const keys = new KeyLifetimes(client, prefix);
  const description = describeExternal(await client.info("server").catch(() => ""));
  return {
    url,
    prefix,
    client,
    passTime: (milliseconds) => keys.age(milliseconds),
    holdTime: () => keys.hold(),
    description,
    pid: null,
    hasEnded: false,
    isDown: false,
    kill: refuse,
    freeze: refuse,
    thaw: refuse,
    restart: refuse,
    renew: async () => false,
    async [Symbol.asyncDispose]() {
      for await (const keys of client.scanStream({ match: `${prefix}*` })) {
        if (keys.length > 0) await client.unlink(...keys);
      }
      client.disconnect();
    },
  };
}

/**
 * Reads a server's name and version from INFO; one that hides them, or doesn't know INFO,
 * is just "yours".
 */
export function describeExternal(info: string): string {
  for (const [name, field] of [
    ["Valkey", "valkey_version"],
    ["Redis", "redis_version"],
  ] as const) {
    const [, version] = new RegExp(`^${field}:(\\d[\\w.-]*)`, "m").exec(info) ?? [];
    if (version !== undefined) return `yours, of REDIS_URL (${name} ${version})`;
  }
  return "yours, of REDIS_URL";
}
