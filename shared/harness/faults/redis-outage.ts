import { type HasRedis, storeOf } from "../redis/store-of.ts";
import { mending, type Note } from "./fault.ts";

/**
 * SIGKILL: all its data is lost with the process. Undone by a restart, empty, on the same
 * port.
 *
 * @throws {LabError} REDIS_NOT_OURS if we did not start it
 */
export async function killRedis(lab: HasRedis, note?: Note): Promise<AsyncDisposable> {
  const redis = storeOf(lab);
  note?.(`SIGKILL → Redis (pid ${redis.pid})`);
  await redis.kill();
  return mending(async () => {
    if (redis.hasEnded) await redis.restart();
  });
}

/**
 * SIGSTOP: it keeps its connections but answers nothing. Undone by SIGCONT.
 *
 * @throws {LabError} REDIS_NOT_OURS if we did not start it
 */
export async function freezeRedis(lab: HasRedis, note?: Note): Promise<AsyncDisposable> {
  const redis = storeOf(lab);
  note?.(`SIGSTOP → Redis (pid ${redis.pid})`);
  redis.freeze();
  return mending(async () => {
    note?.(`SIGCONT → Redis (pid ${redis.pid})`);
    await redis.thaw();
  });
}
