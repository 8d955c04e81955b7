import { Redis } from "ioredis";

/** A Redis that servers can use, and how the screen describes it. */
export interface RedisStore extends AsyncDisposable {
  readonly url: string;
  /** Every key that this run may touch begins with this. */
  readonly prefix: string;
  /** Which one it is: "redis-server 7.0.15", "embedded …", "yours …". */
  readonly description: string;
  /** The harness's own connection, separate from the servers'. */
  readonly client: Redis;
  readonly pid: number | null;
  /** Whether our Redis has ended, no matter who stopped it. */
  readonly hasEnded: boolean;
  /** Whether it has ended or is frozen, so it answers no one. */
  readonly isDown: boolean;
  kill(): Promise<void>;
  freeze(): void;
  /** Resumes it, at the time the lab has by then. */
  thaw(): Promise<void>;
  /** Restarts it, empty, on the same port. */
  restart(): Promise<void>;
  /** Makes it like a newly started one, at another URL; false: it can't. */
  renew(): Promise<boolean>;
  /** Lets this many ms pass for the keys under the prefix. */
  passTime(milliseconds: number): Promise<void>;
  /** Stops time for its keys; when undone, it continues. */
  holdTime(): Promise<AsyncDisposable>;
}

/** The harness's own connection to a store. */
export function connect(url: string): Redis {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  // A Redis that a lesson killed isn't news here; a failed command still throws.
  client.on("error", () => {});
  return client;
}
