import type { RedisStore } from "../harness/lab/redis-store.ts";
import { readStore } from "../harness/lab/store-contents.ts";
import type { StoreFacts, StoreKey, VersionId } from "./wire.ts";

const MOST_KEYS = 12;
const READ_WITHIN_MILLISECONDS = 500;

// Both versions share one Redis; what a key begins with says whose it is.
const kinds: Partial<Record<VersionId, string>> = { redis: "session:", jwt: "cart:" };

/** The Redis of the page: a process of ours, so it may be killed and frozen. */
export class Store {
  readonly #redis: RedisStore;
  #state: StoreFacts["state"] = "up";
  #keys: StoreKey[] = [];

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

  /** What one version keeps here; null: nothing ever. */
  keysOf(version: VersionId): StoreKey[] | null {
    const kind = kinds[version];
    if (kind === undefined) return null;
    const begins = `${this.#redis.prefix}${kind}`;
    return this.#keys.filter(({ key }) => key.startsWith(begins)).slice(0, MOST_KEYS);
  }

  async kill(): Promise<void> {
    await this.#redis.kill();
    this.noteFall();
  }

  /** It is gone, and with it what it held: it keeps nothing on the disk. */
  noteFall(): void {
    this.#state = "down";
    this.#keys = [];
  }

  freeze(): void {
    this.#redis.freeze();
    this.#state = "frozen";
  }

  thaw(): void {
    this.#redis.thaw();
    this.#state = "up";
  }

  async restart(): Promise<void> {
    await this.#redis.restart();
    this.#state = "up";
    this.#keys = [];
  }

  /** Reads what it holds now. */
  async look(): Promise<void> {
    if (this.#state !== "up") return;
    const late = new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), READ_WITHIN_MILLISECONDS).unref();
    });
    // Frozen or killed meanwhile, it may never say: what was read last stands.
    const keys = await Promise.race([readStore(this.#redis).catch(() => null), late]);
    if (keys !== null) this.#keys = keys;
  }
}
