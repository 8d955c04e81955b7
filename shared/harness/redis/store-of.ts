import { LabError } from "../core/errors.ts";
import type { RedisStore } from "./redis-store.ts";

/** Something that might have a store: a lab. */
export type HasRedis = { redis: RedisStore | null };

/**
 * The store of a lab.
 *
 * @throws {LabError} REDIS_UNAVAILABLE if it has none
 */
export function storeOf({ redis }: HasRedis): RedisStore {
  if (redis) return redis;
  throw new LabError("REDIS_UNAVAILABLE", "this lab has no Redis", {
    hint: "say so in lesson.ts: lab.redis",
  });
}
