import { LabError } from "../core/errors.ts";
import { type Hop, isHop } from "../core/hop.ts";
import type { Lesson } from "../core/lesson.ts";
import { Enclosure } from "../process/enclosure.js";
import { NodeProcess } from "../process/node-process.ts";
import { Reaper } from "../process/reaper.ts";
import { spawnHost } from "../process/spawn.js";
import { Disposals } from "./disposals.ts";
import { Front } from "./front.ts";
import type { RedisStore } from "./redis-store.ts";

const balancerFile = new URL("../hosts/balancer-host.ts", import.meta.url);
const serverFile = new URL("../hosts/server-host.ts", import.meta.url);

// One that checks a guess in about 3 ms: the checks sign in a hundred times.
const CHEAP_SCRYPT_N = "1024";

/** More would take memory from the learner's other programs. */
const MOST_SPARES = 2;

/** What of a lesson decides which processes stand ready, and with what in them. */
export type StageNeeds = Pick<
  Lesson,
  "needsRedis" | "picker" | "packages" | "furtherServers"
>;

export type StagePlan = {
  lesson: StageNeeds;
  /** Whether to boot the spares at once, because there is time. */
  withSpares?: boolean;
  /** How many servers are going to be started at first. */
  servers: number;
  /** Whether a Redis that isn't ours would do, because nothing is going to break it. */
  sparesRedis?: boolean;
  /** Passwords at their price in production, instead of a cheap one. */
  realPasswords?: boolean;
};

/**
 * What a lab needs before it knows whose files it runs: a balancer, servers and a Redis,
 * started and idle. It can stand ready while its learner reads; a lab takes it over.
 */
export class WarmStage implements AsyncDisposable {
  readonly disposals = new Disposals();
  /** All that learner code starts belongs to it, too. */
  readonly enclosure = new Enclosure();
  readonly reaper: Reaper;
  readonly balancer: Promise<NodeProcess>;
  readonly redis: Promise<RedisStore | null>;
  readonly #plan: StagePlan;
  readonly #fronts = new Map<string, Front>();
  /** Who stands ready: the first servers, and after them the spares. */
  readonly #ready: Promise<NodeProcess>[] = [];
  #bootedServers = 0;
  #ended = false;
  #fault: LabError | null = null;

  constructor(plan: StagePlan) {
    this.#plan = plan;
    this.reaper = this.disposals.use(
      new Reaper(this.enclosure, (error) => {
        this.#fault = error;
        // Without a reaper a frozen process could outlive us: end everything at once.
        void this.disposals[Symbol.asyncDispose]();
      }),
    );
    this.redis = this.#openRedis();
    this.balancer = this.#bootBalancer();
    for (let at = 0; at < plan.servers; at++) this.#standReady();
    // The first servers come first: what is not needed yet must not slow them down.
    if (plan.withSpares)
      void Promise.allSettled(this.#ready).then(() => this.#bootSpares());
    // Whoever takes the stage over hears of it; until then nobody asks.
    for (const starting of [this.redis, this.balancer]) starting.catch(() => {});
  }

  /** Set if the lab broke by itself: then nothing can be said about the learner's code. */
  get fault(): LabError | null {
    return this.#fault;
  }

  /** Has processes stand by for the servers that the checks are still going to start. */
  warmSpares(): void {
    const { servers, lesson } = this.#plan;
    const all = servers + (lesson.furtherServers ?? 0);
    while (this.#ready.length < MOST_SPARES && this.#bootedServers < all) {
      this.#standReady();
    }
  }

  #bootSpares(): void {
    const { servers, lesson } = this.#plan;
    const wanted = servers + Math.min(MOST_SPARES, lesson.furtherServers ?? 0);
    while (!this.#ended && this.#bootedServers < wanted) this.#standReady();
  }

  /** A process for a server: one that stands ready, if there is one, or else a new one. */
  async takeServer(name: string): Promise<NodeProcess> {
    const ready = await this.#ready.shift()?.catch(() => null);
    if (!ready || ready.hasEnded) return this.#bootServer(name);
    ready.name = `server ${name}`;
    return ready;
  }

  /**
   * Opens one more way through the balancer.
   *
   * @param patience how long a server may take to begin its answer there, in ms
   */
  async openFront(picker: string | null, patience?: number): Promise<Front> {
    const balancer = await this.balancer;
    // No await from here to the entry, or two of them would take the same name.
    const name = String(this.#fronts.size + 1);
    const front = new Front(balancer, name);
    this.#fronts.set(name, front);
    await front.open(picker, patience);
    return front;
  }

  /** Starts one more Redis, which nobody else uses. */
  async openOwnRedis(): Promise<RedisStore> {
    const { openRedis } = await import("./redis.ts");
    return this.disposals.use(await openRedis(this, true));
  }

  #standReady(): void {
    const booting = this.#bootServer("spare");
    booting.catch(() => {});
    this.#ready.push(booting);
  }

  // Its files are loaded later.
  async #bootServer(name: string): Promise<NodeProcess> {
    if (this.#ended) {
      throw new LabError("LAB_CLOSED", "a server was to start in a lab that has ended", {
        hint: "run the lesson again",
      });
    }
    this.#bootedServers++;
    const { lesson, realPasswords = false } = this.#plan;
    const child = spawnHost({
      file: serverFile,
      enclosure: this.enclosure,
      hostsLearnerCode: true,
      env: realPasswords ? {} : { SHOP_SCRYPT_N: CHEAP_SCRYPT_N },
      megabytes: 128,
      packages: ["express", "valibot", ...(lesson.packages ?? [])],
    });
    const server = new NodeProcess(`server ${name}`, child);
    this.disposals.use(server);
    void server.exited.then(() => this.disposals.release(server));
    await server.boot(this.reaper);
    return server;
  }

  async #bootBalancer(): Promise<NodeProcess> {
    const child = spawnHost({
      file: balancerFile,
      enclosure: this.enclosure,
      packages: ["http-proxy", "cookie"],
      importsModules: this.#plan.lesson.picker !== undefined,
      hostsLearnerCode: this.#plan.lesson.picker !== undefined,
    });
    const balancer = this.disposals.use(new NodeProcess("the balancer", child));
    balancer.on("hop", (news) => {
      const { front, hop } = readHop(news);
      if (hop) this.#fronts.get(front)?.hops.add(hop);
    });
    await balancer.boot(this.reaper);
    return balancer;
  }

  async #openRedis(): Promise<RedisStore | null> {
    const { lesson, sparesRedis = false } = this.#plan;
    if (!lesson.needsRedis) return null;
    // Loaded here, because most lessons start their servers without it.
    const { openRedis } = await import("./redis.ts");
    return this.disposals.use(await openRedis(this, !sparesRedis));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    // A late one would be missed otherwise.
    await Promise.allSettled([this.redis, this.balancer, ...this.#ready]);
    await this.disposals[Symbol.asyncDispose]();
    await this.enclosure.end();
  }
}

function readHop(news: unknown): { front: string; hop: Hop | null } {
  const { front, hop } = (news ?? {}) as { front?: unknown; hop?: unknown };
  return { front: String(front), hop: isHop(hop) ? hop : null };
}
