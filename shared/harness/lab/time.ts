import type { Browser } from "../browser/browser.ts";
import { inWords } from "../core/duration.ts";
import type { Timeline } from "../core/timeline.ts";
import { mending } from "../faults/fault.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import type { ServerGroup } from "./server-group.ts";

/** Everything in a lab that has a clock. */
export type Clocks = {
  servers: ServerGroup;
  redis: RedisStore | null;
  browsers(): Iterable<Browser>;
  timeline(): Timeline;
};

/** A lab's time: it can be let pass, so that nobody has to wait for it, and be held. */
export class Time {
  readonly #clocks: Clocks;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /**
   * Lets time pass for all of the lab together: the servers' clocks and timers, what the
   * store keeps for a while, and the browsers' cookies.
   */
  async pass(seconds: number): Promise<void> {
    const { servers, redis, browsers, timeline } = this.#clocks;
    const milliseconds = seconds * 1000;
    await servers.passTime(milliseconds);
    await redis?.passTime(milliseconds);
    for (const browser of browsers()) browser.age(milliseconds);
    timeline().addEvent(`${inWords(seconds)} pass`);
  }

  /** Has time stand still for all of the lab; mended by its going on from there. */
  async hold(): Promise<AsyncDisposable> {
    const { servers, redis, browsers } = this.#clocks;
    const began = performance.now();
    const held = [await servers.holdTime()];
    if (redis) held.push(await redis.holdTime());
    return mending(async () => {
      for (const each of held) await each[Symbol.asyncDispose]();
      for (const browser of browsers()) browser.age(began - performance.now());
    });
  }
}
