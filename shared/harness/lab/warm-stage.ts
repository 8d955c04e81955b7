import type { LabError } from "../core/errors.ts";
import type { Hop } from "../core/hop.ts";
import type { Lesson } from "../core/lesson.ts";
import { NodeProcess } from "../process/node-process.ts";
import { Reaper } from "../process/reaper.ts";
import { Disposals } from "./disposals.ts";
import { HopBook } from "./hop-book.ts";
import { openRedis } from "./redis.ts";
import type { RedisStore } from "./redis-store.ts";

const balancerFile = new URL("../hosts/balancer-host.ts", import.meta.url);
const serverFile = new URL("../hosts/server-host.ts", import.meta.url);

// One that checks a guess in about 3 ms: the checks sign in a hundred times.
const CHEAP_SCRYPT_N = "1024";

export type StagePlan = {
  lesson: Lesson;
  /** How many spare servers to boot at once, while there is time. */
  spares?: number;
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
  readonly hops = new HopBook();
  readonly reaper: Reaper;
  readonly balancer: Promise<NodeProcess>;
  readonly redis: Promise<RedisStore | null>;
  /** The first servers, and after them the spares. */
  readonly servers: Promise<NodeProcess>[];
  readonly #plan: StagePlan;
  #fault: LabError | null = null;

  constructor(plan: StagePlan) {
    this.#plan = plan;
    this.reaper = this.disposals.use(
      new Reaper((error) => {
        this.#fault = error;
        // Without a reaper a frozen process could outlive us: end everything at once.
        void this.disposals[Symbol.asyncDispose]();
      }),
    );
    this.redis = this.#openRedis();
    this.balancer = this.#bootBalancer();
    const { servers, spares = 0 } = plan;
    this.servers = Array.from({ length: servers + spares }, (_, at) =>
      this.bootServer(at < servers ? String.fromCharCode(65 + at) : "spare"),
    );
    for (const starting of [this.redis, this.balancer, ...this.servers]) {
      // Whoever takes the stage over hears of it; until then nobody asks.
      starting.catch(() => {});
    }
  }

  /** Set if the lab broke by itself: then nothing can be said about the learner's code. */
  get fault(): LabError | null {
    return this.#fault;
  }

  /** Boots one more process for a server. Its files are loaded later. */
  async bootServer(name: string): Promise<NodeProcess> {
    const { lesson, realPasswords = false } = this.#plan;
    const server = new NodeProcess({
      name: `server ${name}`,
      file: serverFile,
      env: realPasswords ? {} : { SHOP_SCRYPT_N: CHEAP_SCRYPT_N },
      megabytes: 128,
      packages: ["express", "zod", ...(lesson.packages ?? [])],
    });
    this.disposals.use(server);
    await server.boot(this.reaper);
    return server;
  }

  async #bootBalancer(): Promise<NodeProcess> {
    const balancer = this.disposals.use(
      new NodeProcess({
        name: "the balancer",
        file: balancerFile,
        packages: ["http-proxy", "cookie"],
      }),
    );
    balancer.on("hop", (hop) => this.hops.add(hop as Hop));
    await balancer.boot(this.reaper);
    return balancer;
  }

  async #openRedis(): Promise<RedisStore | null> {
    const { lesson, sparesRedis = false } = this.#plan;
    if (!lesson.needsRedis) return null;
    return this.disposals.use(await openRedis(this.reaper, !sparesRedis));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A late one would be missed otherwise.
    await Promise.allSettled([this.redis, this.balancer, ...this.servers]);
    await this.disposals[Symbol.asyncDispose]();
  }
}
