import { Redis } from "ioredis";

/** A Redis that servers can use, and what the screen says of it. */
export interface RedisStore extends AsyncDisposable {
  readonly url: string;
  /** Every key that this run may touch begins so. */
  readonly prefix: string;
  /** Which one it is: "redis-server 7.0.15", "embedded …", "yours …". */
  readonly description: string;
  /** The harness's own connection, apart from those of the servers. */
  readonly client: Redis;
  readonly pid: number | null;
  /** Whether a Redis of ours has ended, no matter who stopped it. */
  readonly hasEnded: boolean;
  /** Whether it has ended, or is frozen: it answers nobody. */
  readonly isDown: boolean;
  kill(): Promise<void>;
  freeze(): void;
  /** Has it go on, at the time that it is for the lab by then. */
  thaw(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  /** Has it be as if it had just been started, at another URL; false: it can't. */
  renew(): Promise<boolean>;
  /** So many ms pass for what it keeps under the prefix. */
  passTime(milliseconds: number): Promise<void>;
  /** Time stands still for what it keeps; undone when it goes on. */
  holdTime(): Promise<AsyncDisposable>;
}

/** The harness's own connection to a store. */
export function connect(url: string): Redis {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  // A Redis that a lesson has killed is no news here; a failed command still throws.
  client.on("error", () => {});
  return client;
}
