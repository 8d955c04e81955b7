import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { Redis } from "ioredis";
import { redisCalls } from "../calls/redis-calls.ts";
import { LabError } from "../core/errors.ts";
import { eventually } from "../core/eventually.ts";
import { mending } from "../faults/fault.ts";
import type { Enclosure } from "../process/enclosure.js";
import { ManagedProcess } from "../process/managed-process.ts";
import { NodeProcess } from "../process/node-process.ts";
import type { Reaper } from "../process/reaper.ts";
import { spawnGuarded, spawnHost } from "../process/spawn.js";
import { KeyLifetimes } from "./key-lifetimes.ts";
import { connect, type RedisStore } from "./redis-store.ts";

/** Who ends a Redis if the lab can't. */
export type RedisSurroundings = { reaper: Reaper; enclosure: Enclosure };

/** A program that is a Redis, and which one it is, in words: "redis-server 7.0.15". */
export type NativeRedis = { binary: string; description: string };

/** A Redis that the lab started, so that it may be killed, frozen and started again. */
export class ManagedRedis implements RedisStore {
  readonly prefix = "shop:";
  readonly #surroundings: RedisSurroundings;
  readonly #native: NativeRedis | null;
  #process: ManagedProcess | null = null;
  /** The embedded one's process, which can be asked. */
  #host: NodeProcess | null = null;
  #client: Redis | null = null;
  /** How much time has passed in it beyond the real one, in ms. */
  #ahead = 0;
  #port = 0;
  #ended = false;

  /** @param native null: the embedded one */
  constructor(surroundings: RedisSurroundings, native: NativeRedis | null) {
    this.#surroundings = surroundings;
    this.#native = native;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  get description(): string {
    return this.#native?.description ?? "embedded (js-redis-server)";
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get hasEnded(): boolean {
    return this.#process?.hasEnded ?? false;
  }

  get client(): Redis {
    this.#client ??= connect(this.url);
    return this.#client;
  }

  /** @throws {LabError} REDIS_UNAVAILABLE; LAB_CLOSED if its lab has ended meanwhile */
  async start(): Promise<void> {
    this.#throwIfEnded();
    await (this.#native === null
      ? this.#startEmbedded()
      : this.#startNative(this.#native.binary));
  }

  async #startEmbedded(): Promise<void> {
    const file = new URL("../hosts/redis-host.ts", import.meta.url);
    const { reaper, enclosure } = this.#surroundings;
    const child = spawnHost({
      file,
      enclosure,
      packages: ["js-redis-server"],
      importsModules: false,
    });
    const host = new NodeProcess("the embedded Redis", child, true);
    this.#process = host;
    this.#host = host;
    await host.boot(reaper);
    if (this.#ahead > 0) await host.askFairly(redisCalls.passTime, this.#ahead);
    this.#port = await host.askFairly(redisCalls.listen, { port: this.#port });
  }

  async #startNative(binary: string): Promise<void> {
    // Redis can't choose a free port itself, so the system does. Should another program
    // take it in between, Redis ends at once, and we ask for the next.
    for (let tries = 0; tries < 5; tries++) {
      this.#throwIfEnded();
      const port = this.#port || (await freePort());
      const redis = nativeRedis(binary, port);
      this.#process = redis;
      await redis.guard(this.#surroundings.reaper);
      if (await answers(redis, port)) {
        this.#port = port;
        return;
      }
    }
    throw new LabError("REDIS_UNAVAILABLE", `${binary} does not start`, {
      hint: `run ${binary} by hand to see why, or use LESSON_REDIS=embedded`,
      cause: this.#process?.ending,
    });
  }

  // A check that was abandoned may still ask for it; nobody would end it then.
  #throwIfEnded(): void {
    if (!this.#ended) return;
    throw new LabError("LAB_CLOSED", "Redis was to start in a lab that has ended", {
      hint: "run the lesson again",
    });
  }

  /** The embedded one's clock goes ahead; a native one has no such clock. */
  async passTime(milliseconds: number): Promise<void> {
    if (this.#host) await this.#host.askFairly(redisCalls.passTime, milliseconds);
    else await new KeyLifetimes(this.client, "").age(milliseconds);
    this.#ahead += milliseconds;
  }

  async holdTime(): Promise<AsyncDisposable> {
    const host = this.#host;
    // What is frozen or dead stands still by itself.
    if (!this.#process || this.#process.isFrozen || this.hasEnded)
      return mending(() => {});
    if (!host) return new KeyLifetimes(this.client, "").hold();
    await host.askFairly(redisCalls.holdTime, null);
    return mending(async () => {
      if (!host.isFrozen && !host.hasEnded)
        await host.askFairly(redisCalls.releaseTime, null);
    });
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  freeze(): void {
    this.#process?.freeze();
  }

  thaw(): void {
    this.#process?.thaw();
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    this.#client?.disconnect();
    await this.kill();
  }
}

function nativeRedis(binary: string, port: number): ManagedProcess {
  const options = {
    port: String(port),
    bind: "127.0.0.1",
    save: "",
    appendonly: "no",
    dir: tmpdir(),
    loglevel: "warning",
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawnGuarded({ file: binary, args, env: process.env, node: false });
  return new ManagedProcess(binary, child);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function answers(redis: ManagedProcess, port: number): Promise<boolean> {
  // Whoever else may have taken the port must not keep us waiting.
  const client = new Redis(port, "127.0.0.1", {
    lazyConnect: true,
    retryStrategy: null,
    enableReadyCheck: false,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
  });
  client.on("error", () => {});
  try {
    return await eventually(async () => {
      if (redis.hasEnded) return false;
      if (client.status !== "ready") await client.connect();
      return (await client.ping()) === "PONG";
    });
  } finally {
    client.disconnect();
  }
}
