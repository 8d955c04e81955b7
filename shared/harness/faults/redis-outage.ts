import { LabError } from "../core/errors.ts";
import type { Lab } from "../lab/lab.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import { mending, type Note } from "./fault.ts";

/** What of a lab the faults of its store need. */
export type RedisOf = Pick<Lab, "redis">;

/**
 * SIGKILL, and with the process all that it held. Undone by a new start, empty, on the same
 * port.
 *
 * @throws {LabError} REDIS_NOT_OURS if we did not start it
 */
export async function killRedis(lab: RedisOf, note?: Note): Promise<AsyncDisposable> {
  const redis = storeOf(lab);
  note?.(`SIGKILL → Redis (pid ${redis.pid})`);
  await redis.kill();
  return mending(async () => {
    if (redis.hasEnded) await redis.restart();
  });
}

/**
 * SIGSTOP: it keeps its connections, and answers nothing. Undone by SIGCONT.
 *
 * @throws {LabError} REDIS_NOT_OURS if we did not start it
 */
export async function freezeRedis(lab: RedisOf, note?: Note): Promise<AsyncDisposable> {
  const redis = storeOf(lab);
  note?.(`SIGSTOP → Redis (pid ${redis.pid})`);
  redis.freeze();
  return mending(async () => {
    note?.(`SIGCONT → Redis (pid ${redis.pid})`);
    await redis.thaw();
  });
}

function storeOf({ redis }: RedisOf): RedisStore {
  if (redis) return redis;
  throw new LabError("REDIS_UNAVAILABLE", "this lab has no Redis", {
    hint: "say so in lesson.ts: lab.redis",
  });
}
