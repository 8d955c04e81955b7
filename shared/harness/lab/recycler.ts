import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { nameAll } from "../calls/call.ts";
import { reuseCalls } from "../calls/reuse-calls.ts";
import type { LabError } from "../core/errors.ts";
import { Enclosure } from "../process/enclosure.js";
import type { NodeProcess } from "../process/node-process.ts";
import { Reaper } from "../process/reaper.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import type { HostKind } from "./host-kinds.ts";

/** Limits how long leftovers that no one thought of can build up. */
const MAX_USES = 10;
const RESET_TIMEOUT_MS = 2_000;
const OUTPUT_TIMEOUT_MS = 500;
const ENDING_TIMEOUT_MS = 500;
const ENDING_PAUSE_MS = 10;

const { remember, reset } = nameAll(reuseCalls());

/** A known process: how it was started, and how many submissions ran in it. */
type Known = { kind: string; file: string; uses: number };

/**
 * Keeps the processes of a lab that has ended for the next one, but only those that are
 * as good as new after a reset. A process that was killed, frozen, silent, or changed by
 * learner code is thrown away. For the workbook's own tests; a learner's run starts its
 * own.
 */
export class Recycler implements AsyncDisposable {
  readonly enclosure = new Enclosure();
  readonly reaper: Reaper;
  /** Why processes were not kept, for a person. */
  readonly refusals: string[] = [];
  /** Called if the reaper is lost: everything running has to end then. */
  onLost: () => void = () => {};
  readonly #known = new WeakMap<NodeProcess, Known>();
  #idle: NodeProcess[] = [];
  #stores: RedisStore[] = [];
  #fault: LabError | null = null;
  #ended = false;

  constructor() {
    this.reaper = new Reaper(this.enclosure, (error) => {
      this.#fault = error;
      this.onLost();
      void this[Symbol.asyncDispose]();
    });
  }

  /** Whether it has ended, so there's nothing left to hand out. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  get fault(): LabError | null {
    return this.#fault;
  }

  /** A process of this kind that is as good as new, if there is one. */
  take(kind: HostKind): NodeProcess | null {
    const { file, kind: wanted } = describe(kind);
    const fits = (host: NodeProcess) => this.#known.get(host)?.kind === wanted;
    const found = this.#idle.find((host) => fits(host) && !host.hasEnded) ?? null;
    // The next lesson needs other packages, so no plan includes these processes anymore.
    const dropped = this.#idle.filter(
      (host) => !fits(host) && this.#known.get(host)?.file === file,
    );
    for (const host of dropped) void host.kill();
    this.#idle = this.#idle.filter((host) => host !== found && !dropped.includes(host));
    return found;
  }

  /** Registers a process that has just been started, and has loaded nothing yet. */
  async adopt(host: NodeProcess, kind: HostKind): Promise<void> {
    this.#known.set(host, { ...describe(kind), uses: 0 });
    await host.ask(remember, null);
  }

  /** An empty Redis, if there is one. */
  takeRedis(): RedisStore | null {
    return this.#stores.pop() ?? null;
  }

  /** Takes back what a lab has used. Processes that can't be reused end here. */
  async takeBack(
    hosts: readonly NodeProcess[],
    stores: readonly RedisStore[],
  ): Promise<void> {
    await Promise.all([
      ...hosts.map((host) => this.#keepHost(host)),
      ...stores.map((store) => this.#keepStore(store)),
    ]);
    const others = await this.#findOthers();
    if (others === 0) return;
    // Learner code has started programs. There's no telling which process did, or what it
    // shares with them.
    this.refusals.push(`${others} processes were left by learner code`);
    await this[Symbol.asyncDispose]();
  }

  async #keepHost(host: NodeProcess): Promise<void> {
    const refusal = await this.#renew(host).catch((error) => String(error));
    if (refusal === null) {
      this.#idle.push(host);
      return;
    }
    this.refusals.push(`${host.name}: ${refusal}`);
    await host.kill();
  }

  /** Why the process can't be reused; null: it can. */
  async #renew(host: NodeProcess): Promise<string | null> {
    const known = this.#known.get(host);
    if (this.#ended || host.hasEnded) return "it has ended";
    if (!known) return "it was still starting";
    if (++known.uses >= MAX_USES) return "it has been used often enough";
    if (host.wasFrozen) return "it was frozen";
    if (host.isAsked) return "it has not answered";
    const mark = randomUUID();
    const difference = await host.ask(reset, mark, RESET_TIMEOUT_MS);
    if (difference !== null) return difference;
    // Both of its streams contain the mark, so nothing printed before it arrives later.
    const isQuiet = await host.output.clearUntil(mark, 2, OUTPUT_TIMEOUT_MS);
    return isQuiet ? null : "what it prints does not come";
  }

  async #keepStore(store: RedisStore): Promise<void> {
    if (await store.renew().catch(() => false)) this.#stores.push(store);
    else await store[Symbol.asyncDispose]();
  }

  /**
   * How many processes are left that aren't ours; waits for those that are just ending.
   */
  async #findOthers(): Promise<number> {
    const deadline = performance.now() + ENDING_TIMEOUT_MS;
    for (;;) {
      const others = this.enclosure.findOthers(this.#pids()).length;
      if (others === 0 || performance.now() > deadline) return others;
      await wait(ENDING_PAUSE_MS);
    }
  }

  #pids(): Set<number> {
    const stores = this.#stores.flatMap(({ pid }) => (pid === null ? [] : [pid]));
    return new Set([...this.#idle.map(({ pid }) => pid), ...stores]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    const all = [...this.#idle.splice(0), ...this.#stores.splice(0)];
    await Promise.all(all.map((each) => each[Symbol.asyncDispose]()));
    await this.reaper[Symbol.asyncDispose]();
    await this.enclosure.end();
  }
}

function describe(kind: HostKind): Pick<Known, "kind" | "file"> {
  return { kind: JSON.stringify(kind), file: kind.file.href };
}
