import type { Lesson } from "../../harness/core/lesson.ts";
import { freezeRedis, killRedis } from "../../harness/faults/redis-outage.ts";
import { prefixOf } from "../../harness/lab/environment.ts";
import type { RedisStore } from "../../harness/redis/redis-store.ts";
import { readStore } from "../../harness/redis/store-contents.ts";
import type { StoreFacts, StoreKey } from "../protocol.ts";

const MAX_KEYS = 12;
const READ_TIMEOUT_MS = 500;

/** The page's Redis: our own process, so it may be killed and frozen. */
export class Store {
  readonly #redis: RedisStore;
  #state: StoreFacts["state"] = "up";
  /** What thaws it, if it is frozen. */
  #frozen: AsyncDisposable | null = null;
  #keys: StoreKey[] = [];
  /**
   * One read at a time: a Redis stopped from a shell would answer them all at once later.
   */
  #reading: Promise<void> | null = null;

  constructor(redis: RedisStore) {
    this.#redis = redis;
  }

  get state(): StoreFacts["state"] {
    return this.#state;
  }

  get facts(): StoreFacts {
    const { description, pid } = this.#redis;
    return { state: this.#state, description, pid: this.#state === "down" ? null : pid };
  }

  /**
   * What one version stores here; null: it never stores anything. Each version has its
   * own prefix, and how it names its keys after that is its own business.
   */
  keysOf(lesson: Pick<Lesson, "slug" | "lab">): StoreKey[] | null {
    if (!lesson.lab.redis) return null;
    const begins = `${this.#redis.prefix}${prefixOf(lesson)}`;
    return this.#keys
      .filter(({ key }) => key.startsWith(begins))
      .map((entry) => ({ ...entry, key: entry.key.slice(begins.length) }))
      .slice(0, MAX_KEYS);
  }

  async kill(): Promise<void> {
    await killRedis({ redis: this.#redis });
    this.noteFall();
  }

  /** It is gone, and its data with it: it stores nothing on disk. */
  noteFall(): void {
    this.#state = "down";
    this.#keys = [];
  }

  async freeze(): Promise<void> {
    this.#frozen = await freezeRedis({ redis: this.#redis });
    this.#state = "frozen";
  }

  async thaw(): Promise<void> {
    await this.#frozen?.[Symbol.asyncDispose]();
    this.#frozen = null;
    this.#state = "up";
  }

  /** Whether it has ended, and nothing here has dealt with it yet. */
  get hasFallen(): boolean {
    return this.#state !== "down" && this.#redis.hasEnded;
  }

  /** Restarts it, empty. If that fails, it's down. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#redis.restart();
    this.#state = "up";
  }

  /**
   * Reads its present contents; an answer that comes too late is used by the next read.
   */
  async look(): Promise<void> {
    if (this.#state !== "up") return;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, READ_TIMEOUT_MS).unref();
    });
    await Promise.race([this.#reading, late]);
  }

  async #read(): Promise<void> {
    const { pid } = this.#redis;
    const keys = await readStore(this.#redis).catch(() => null);
    // It might have been killed in the meantime, and then these keys belong to another
    // Redis.
    if (keys !== null && this.#state !== "down" && pid === this.#redis.pid) {
      this.#keys = keys;
    }
  }
}
