import { spawnSync } from "node:child_process";
import { openExternal } from "./external-redis.ts";
import {
  ManagedRedis,
  type NativeRedis,
  type RedisSurroundings,
} from "./managed-redis.ts";
import type { RedisStore } from "./redis-store.ts";

/**
 * Opens a Redis: REDIS_URL if it is set and nothing is going to be broken; otherwise a
 * redis-server or valkey-server on the PATH; otherwise the embedded one.
 *
 * @param breakable whether the lesson kills or freezes it
 * @throws {LabError} REDIS_UNAVAILABLE
 */
export async function openRedis(
  surroundings: RedisSurroundings,
  breakable: boolean,
): Promise<RedisStore> {
  const yours = process.env.REDIS_URL;
  if (yours && !breakable) return openExternal(yours);
  // Lets the workbook's own tests run a lesson on each.
  const embedded = process.env.LESSON_REDIS === "embedded";
  const store = new ManagedRedis(surroundings, embedded ? null : findNativeRedis());
  await store.start();
  return store;
}

/** The Redis or Valkey server on this machine's PATH; null if there is none. */
export function findNativeRedis(): NativeRedis | null {
  for (const binary of ["redis-server", "valkey-server"]) {
    const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
    if (status === 0) return { binary, description: describeBinary(binary, stdout) };
  }
  return null;
}

/** Reads what `redis-server --version` prints: "Redis server v=7.0.15 sha=…". */
export function describeBinary(binary: string, printed: string): string {
  const [, version] = /\bv=(\d[\w.-]*)/.exec(printed) ?? [];
  return version === undefined ? binary : `${binary} ${version}`;
}
