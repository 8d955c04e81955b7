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

/** What ends a Redis if the lab can't. */
export type RedisSurroundings = { reaper: Reaper; enclosure: Enclosure };

/** A Redis program, and which one it is: "redis-server 7.0.15". */
export type NativeRedis = { binary: string; description: string };

/** A Redis that the lab started, so it can be killed, frozen and restarted. */
export class ManagedRedis implements RedisStore {
  readonly prefix = "shop:";
  readonly #surroundings: RedisSurroundings;
  readonly #native: NativeRedis | null;
  #process: ManagedProcess | null = null;
  /** The process of an embedded Redis, which answers calls. */
  #host: NodeProcess | null = null;
  #client: Redis | null = null;
  /** How far it is ahead of real time, in ms. */
  #ahead = 0;
  #port = 0;
  #ended = false;

  /** @param native null for the embedded Redis */
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

  get isDown(): boolean {
    return this.hasEnded || (this.#process?.isFrozen ?? false);
  }

  get client(): Redis {
    this.#client ??= connect(this.url);
    return this.#client;
  }

  /**
   * @throws {LabError} REDIS_UNAVAILABLE; LAB_CLOSED if its lab has ended in the meantime
   */
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
    if (this.#ahead !== 0) await this.#setTime(host);
    this.#port = await host.askFairly(redisCalls.listen, { port: this.#port });
  }

  async #startNative(binary: string): Promise<void> {
    // Redis can't choose a free port itself, so the system does. If another program takes
    // it in between, Redis ends at once, and we try another port.
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

  // An abandoned check might still want it started, and then nothing would end it.
  #throwIfEnded(): void {
    if (!this.#ended) return;
    throw new LabError("LAB_CLOSED", "Redis was to start in a lab that has ended", {
      hint: "run the lesson again",
    });
  }

  /**
   * An embedded Redis's clock moves ahead, at the latest when it is thawed or restarted.
   * A native one has no clock we can move.
   *
   * @throws {LabError} REDIS_SILENT if a native one is frozen
   */
  async passTime(milliseconds: number): Promise<void> {
    this.#ahead += milliseconds;
    if (this.hasEnded) return;
    if (this.#host) {
      if (!this.#host.isFrozen)
        await this.#host.askFairly(redisCalls.passTime, this.#ahead);
    } else if (this.#process?.isFrozen) {
      throw new LabError("REDIS_SILENT", "no time can pass in a Redis that is frozen", {
        hint: "thaw it first, or use LESSON_REDIS=embedded",
      });
    } else await new KeyLifetimes(this.client, "").age(milliseconds);
  }

  async holdTime(): Promise<AsyncDisposable> {
    const held = await this.#hold();
    const began = performance.now();
    return mending(async () => {
      this.#ahead -= Math.floor(performance.now() - began);
      await held[Symbol.asyncDispose]();
    });
  }

  async #hold(): Promise<AsyncDisposable> {
    // A dead Redis doesn't age, and has the right time when it starts again.
    if (!this.#host) {
      if (this.hasEnded || this.#process?.isFrozen) return mending(() => {});
      return new KeyLifetimes(this.client, "").hold();
    }
    await this.#setTime(this.#host, true);
    return mending(async () => {
      if (this.#host) await this.#setTime(this.#host);
    });
  }

  // A frozen one gets the time when it is thawed.
  async #setTime(host: NodeProcess, isHeld = false): Promise<void> {
    if (host.hasEnded || host.isFrozen) return;
    await host.askFairly(redisCalls.setTime, { ahead: this.#ahead, isHeld });
  }

  /** Not for a native Redis, which restarts in no time. */
  async renew(): Promise<boolean> {
    const host = this.#host;
    if (!host || host.hasEnded || host.wasFrozen) return false;
    this.#client?.disconnect();
    this.#client = null;
    this.#ahead = 0;
    this.#port = await host.askFairly(redisCalls.renew, null);
    return true;
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  freeze(): void {
    this.#process?.freeze();
  }

  async thaw(): Promise<void> {
    const host = this.#host;
    if (!host?.isFrozen || host.hasEnded) {
      this.#process?.thaw();
      return;
    }
    // Sent before it wakes, so that it reads this first.
    const telling = host.askFairly(redisCalls.setTime, {
      ahead: this.#ahead,
      isHeld: false,
    });
    host.thaw();
    await telling;
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
  // If another program has taken the port, it must not keep us waiting.
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
