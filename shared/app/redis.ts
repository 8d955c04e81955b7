import type { Redis } from "ioredis";
import { readRedisUrl } from "./settings.ts";

/**
 * One connection per process, opened by the first command. Most lessons need none, and
 * this way they don't load ioredis.
 *
 * @throws {SettingError} if the settings don't say where Redis is
 */
export function openRedis(): () => Promise<Redis> {
  const url = readRedisUrl();
  let opening: Promise<Redis> | undefined;
  return () => {
    opening ??= connect(url);
    return opening;
  };
}

async function connect(url: string): Promise<Redis> {
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    keyPrefix: process.env.REDIS_PREFIX ?? "",
    // A killed Redis refuses, a frozen one says nothing. Both waits need a limit.
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    retryStrategy: () => 50,
  });
  // An "error" event without a listener ends the process. A failed command still throws.
  redis.on("error", () => {});
  return redis;
}
