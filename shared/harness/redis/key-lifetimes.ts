import type { Redis } from "ioredis";
import { mending } from "../faults/fault.ts";

/**
 * The times to live in a Redis whose clock can't be moved; instead, they are shortened.
 * If a server's clock is ahead and it sets an absolute time (EXAT), the key gets more
 * time than intended.
 */
export class KeyLifetimes {
  readonly #client: Redis;
  readonly #prefix: string;

  /** @param prefix keys without it aren't ours to touch */
  constructor(client: Redis, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  /**
   * Takes this many ms from every key with an expiry, and deletes those that are over.
   */
  async age(milliseconds: number): Promise<void> {
    for (const [key, left] of await this.#read()) {
      if (left > milliseconds) await this.#client.pexpire(key, left - milliseconds);
      else await this.#client.del(key);
    }
  }

  /**
   * Keeps every key alive until it's undone; then each has the time it had left before.
   */
  async hold(): Promise<AsyncDisposable> {
    const held = await this.#read();
    for (const key of held.keys()) await this.#client.persist(key);
    return mending(async () => {
      for (const [key, left] of held) {
        // A key that was given another expiry in the meantime keeps it.
        if ((await this.#client.pttl(key)) === -1) await this.#client.pexpire(key, left);
      }
    });
  }

  /** The time left for each key with an expiry, in ms. */
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
