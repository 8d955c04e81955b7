import type { Redis } from "ioredis";
import { mending } from "../faults/fault.ts";

/**
 * The times to live of a Redis whose clock nobody can move: they are shortened instead. A
 * server that sets a moment (EXAT) by a clock that is ahead gives a key more than it means.
 */
export class KeyLifetimes {
  readonly #client: Redis;
  readonly #prefix: string;

  /** @param prefix other keys are not ours to touch */
  constructor(client: Redis, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  /** Takes so many ms from every key that ends: what is over by then, goes. */
  async age(milliseconds: number): Promise<void> {
    for (const [key, left] of await this.#read()) {
      if (left > milliseconds) await this.#client.pexpire(key, left - milliseconds);
      else await this.#client.del(key);
    }
  }

  /** Keeps every key alive until it's undone: then each has the time it had left. */
  async hold(): Promise<AsyncDisposable> {
    const held = await this.#read();
    for (const key of held.keys()) await this.#client.persist(key);
    return mending(async () => {
      for (const [key, left] of held) {
        // One that was given another end meanwhile keeps that.
        if ((await this.#client.pttl(key)) === -1) await this.#client.pexpire(key, left);
      }
    });
  }

  /** What is left of each key that ends, in ms. */
  async #read(): Promise<Map<string, number>> {
    const lifetimes = new Map<string, number>();
    const match = `${this.#prefix}*`;
    for await (const keys of this.#client.scanStream({ match })) {
      for (const key of keys) {
        const left = await this.#client.pttl(String(key));
        if (left >= 0) lifetimes.set(String(key), left);
      }
    }
    return lifetimes;
  }
}
