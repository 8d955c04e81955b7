import { balancerNews } from "../calls/balancer-calls.ts";
import { LabError } from "../core/errors.ts";
import type { LabDefinition, LabOptions } from "../core/lab-definition.ts";
import { Enclosure } from "../process/enclosure.js";
import { NodeProcess } from "../process/node-process.ts";
import { Reaper } from "../process/reaper.ts";
import { spawnHost } from "../process/spawn.js";
import type { RedisStore } from "../redis/redis-store.ts";
import { DisposalStack } from "./disposal-stack.ts";
import { Frontend, type FrontendOptions } from "./frontend.ts";
import { balancerKind, type HostKind, serverKind } from "./host-kinds.ts";
import type { Recycler } from "./recycler.ts";

/** How many spares there are beyond the announced ones; each takes memory. */
const SPARES = 1;
const MAX_STANDING_BY = 2;

/** Which processes to have ready, and what is loaded in them. */
export type PoolPlan = {
  /** What is going to run on them. */
  definitions: readonly LabDefinition[];
  /** How many servers will be started at first. */
  servers: number;
  /** Whether to boot the spares at once, because there is time. */
  withSpares?: boolean;
} & Pick<LabOptions, "breaksRedis" | "realPasswords">;

/**
 * What a lab needs before it knows whose files it runs: a balancer, servers and a Redis,
 * started and idle. It can be ready while its learner reads; a lab takes it over.
 */
export class ProcessPool implements AsyncDisposable {
  readonly disposals = new DisposalStack();
  /** Everything that learner code starts belongs to it, too. */
  readonly enclosure: Enclosure;
  readonly reaper: Reaper;
  readonly balancer: Promise<NodeProcess>;
  readonly redis: Promise<RedisStore | null>;
  readonly #plan: PoolPlan;
  readonly #recycler: Recycler | null;
  readonly #hosts = new Set<NodeProcess>();
  readonly #stores = new Set<RedisStore>();
  #isReusable = true;
  readonly #frontends = new Map<string, Frontend>();
  /** The processes that are ready: the first servers, then the spares. */
  readonly #ready: Promise<NodeProcess>[] = [];
  #taken = 0;
  /** How many servers have been announced beyond the first ones, and not taken yet. */
  #expected = 0;
  #ended = false;
  #fault: LabError | null = null;

  /**
   * @param recycler supplies processes of earlier labs, and takes these back at the end
   */
  constructor(plan: PoolPlan, recycler: Recycler | null = null) {
    this.#plan = plan;
    this.#recycler = recycler;
    // Without a reaper, a frozen process could outlive us, so end everything at once.
    const endAll = () => void this.disposals[Symbol.asyncDispose]();
    if (recycler) {
      this.enclosure = recycler.enclosure;
      this.reaper = recycler.reaper;
      recycler.onLost = endAll;
    } else {
      this.enclosure = new Enclosure();
      this.reaper = this.disposals.use(
        new Reaper(this.enclosure, (error) => {
          this.#fault = error;
          endAll();
        }),
      );
    }
    this.redis = this.#openRedis();
    this.balancer = this.#bootBalancer();
    for (let at = 0; at < plan.servers; at++) this.#standReady();
    // The first servers come first: what isn't needed yet must not slow them down.
    if (plan.withSpares)
      void Promise.allSettled(this.#ready).then(() => this.bootSpares());
    // The lab that takes these over sees a failure; until then no one awaits them.
    for (const starting of [this.redis, this.balancer]) starting.catch(() => {});
  }

  /** Set if the lab broke by itself, so nothing can be said about the learner's code. */
  get fault(): LabError | null {
    return this.#fault ?? this.#recycler?.fault ?? null;
  }

  /** Announces servers that will be started in addition to the first ones. */
  expect(servers: number): void {
    this.#expected += servers;
  }

  /**
   * Something in it might still be running after its end, so no other lab gets its
   * processes.
   */
  preventReuse(): void {
    this.#isReusable = false;
  }

  /** Starts spare processes for the announced servers, and one for a restart. */
  bootSpares(): void {
    const wanted = Math.min(MAX_STANDING_BY, this.#expected + SPARES);
    while (!this.#ended && this.#ready.length < wanted) this.#standReady();
  }

  /** A process for a server: a ready one if there is one, otherwise a new one. */
  async takeServer(name: string): Promise<NodeProcess> {
    if (++this.#taken > this.#plan.servers)
      this.#expected = Math.max(0, this.#expected - 1);
    const ready = await this.#ready.shift()?.catch(() => null);
    if (!ready || ready.hasEnded) return this.#bootServer(name);
    ready.name = `server ${name}`;
    return ready;
  }

  /** Opens another way through the balancer. */
  async openFrontend(options: FrontendOptions): Promise<Frontend> {
    const balancer = await this.balancer;
    // No await before the entry is made, or two frontends would take the same name.
    const name = String(this.#frontends.size + 1);
    const frontend = new Frontend(balancer, name);
    this.#frontends.set(name, frontend);
    await frontend.open(options);
    return frontend;
  }

  /** Starts another Redis that no one else uses. */
  async openManagedRedis(): Promise<RedisStore> {
    return this.#openStore(true);
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
    return this.#boot(`server ${name}`, serverKind(this.#plan));
  }

  /** A process of this kind that has loaded only its host file. */
  async #boot(name: string, kind: HostKind): Promise<NodeProcess> {
    const used = this.#recycler?.take(kind);
    const host = used ?? this.#spawn(name, kind);
    host.name = name;
    this.#hosts.add(this.disposals.use(host));
    void host.exited.then(() => this.disposals.release(host));
    if (used) return used;
    await host.boot(this.reaper);
    await this.#recycler?.adopt(host, kind);
    return host;
  }

  #spawn(name: string, kind: HostKind): NodeProcess {
    const child = spawnHost({ ...kind, enclosure: this.enclosure });
    return new NodeProcess(name, child, !kind.hostsLearnerCode);
  }

  async #bootBalancer(): Promise<NodeProcess> {
    const balancer = await this.#boot("the balancer", balancerKind(this.#plan));
    balancer.on(balancerNews.hop, ({ frontend, hop }) => {
      this.#frontends.get(frontend)?.hops.add(hop);
    });
    return balancer;
  }

  async #openRedis(): Promise<RedisStore | null> {
    const { definitions, breaksRedis = true } = this.#plan;
    if (!definitions.some(({ redis }) => redis)) return null;
    return this.#openStore(breaksRedis);
  }

  async #openStore(breakable: boolean): Promise<RedisStore> {
    // Loaded here, because most lessons start their servers without it.
    const { openRedis } = await import("../redis/open-redis.ts");
    const store = this.#recycler?.takeRedis() ?? (await openRedis(this, breakable));
    this.#stores.add(store);
    return this.disposals.use(store);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    // Otherwise a process that starts late would be missed.
    await Promise.allSettled([this.redis, this.balancer, ...this.#ready]);
    if (this.#recycler) {
      await this.#giveBack(this.#recycler);
      return;
    }
    await Promise.all([...this.#hosts].map((host) => host.kill()));
    await this.disposals[Symbol.asyncDispose]();
    await this.enclosure.end();
  }

  async #giveBack(recycler: Recycler): Promise<void> {
    const [hosts, stores] = [[...this.#hosts], [...this.#stores]];
    this.#hosts.clear();
    this.#stores.clear();
    if (this.#isReusable) {
      for (const kept of [...hosts, ...stores]) this.disposals.release(kept);
    }
    // What is left is browsers with their connections, and processes that won't be
    // reused.
    await this.disposals[Symbol.asyncDispose]();
    await (this.#isReusable
      ? recycler.takeBack(hosts, stores)
      : recycler.takeBack([], []));
  }
}
