import type { Redis } from "ioredis";
import { readRedisUrl } from "./settings.ts";

/**
 * One connection a process, opened by the first command: most lessons need none, and then
 * ioredis need not be loaded.
 *
 * @throws {SettingError} if it isn't said where Redis is
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
    // A killed Redis refuses, a frozen one says nothing: both waits need an end.
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    retryStrategy: () => 50,
  });
  // An error without a listener ends the process. A command that fails still throws.
  redis.on("error", () => {});
  return redis;
}
