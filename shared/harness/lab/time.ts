import type { Browser } from "../browser/browser.ts";
import { inWords } from "../core/duration.ts";
import { LabError } from "../core/errors.ts";
import type { Timeline } from "../core/timeline.ts";
import { mending } from "../faults/fault.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import type { ServerGroup } from "./server-group.ts";

/** Everything in a lab that has a clock. */
export type Clocks = {
  servers: ServerGroup;
  redis: RedisStore | null;
  /** Whether another lab, with its own servers, uses the same Redis. */
  sharesRedis(): boolean;
  browsers(): Iterable<Browser>;
  timeline(): Timeline;
};

/** A lab's time. It can be moved ahead, so no one has to wait, and it can be stopped. */
export class Time {
  readonly #clocks: Clocks;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /**
   * Lets time pass for the whole lab: the servers' clocks and timers, the keys in the
   * store that expire, and the browsers' cookies.
   *
   * @throws {LabError} REDIS_SHARED if another lab has the same Redis, because its keys
   *   would age too; TIME_HELD if time is stopped
   */
  async pass(seconds: number): Promise<void> {
    const { servers, redis, sharesRedis, browsers, timeline } = this.#clocks;
    if (sharesRedis()) {
      throw new LabError(
        "REDIS_SHARED",
        "time was to pass in one of two labs that share a Redis",
        { hint: "give the lab beside it a Redis of its own: breaksRedis" },
      );
    }
    const milliseconds = Math.round(seconds * 1000);
    await servers.passTime(milliseconds);
    await redis?.passTime(milliseconds);
    for (const browser of browsers()) browser.age(milliseconds);
    timeline().addEvent(`${inWords(seconds)} pass`);
  }

  /**
   * Stops time for the whole lab; when undone, it continues from there.
   *
   * @throws {LabError} TIME_HELD if it is already stopped
   */
  async hold(): Promise<AsyncDisposable> {
    const { servers, redis, browsers } = this.#clocks;
    const held = [await servers.holdTime()];
    const began = performance.now();
    if (redis) held.push(await redis.holdTime());
    return mending(async () => {
      for (const each of held) await each[Symbol.asyncDispose]();
      for (const browser of browsers()) browser.age(began - performance.now());
    });
  }
}
