import { readFileSync } from "node:fs";
import { Browser, type RequestWrapper, type Surroundings } from "../browser/browser.ts";
import { sendRaw } from "../browser/raw-request.ts";
import type { Response } from "../browser/response.ts";
import type { Called } from "../calls/server-calls.ts";
import type { LabError } from "../core/errors.ts";
import { Finding } from "../core/finding.ts";
import type { LabOptions } from "../core/lab-definition.ts";
import type { Task } from "../core/lesson.ts";
import { isUntouched } from "../core/regions.ts";
import { Timeline } from "../core/timeline.ts";
import { openSlowLine, type SlowLine } from "../faults/slow-line.ts";
import type { RedisStore } from "../redis/redis-store.ts";
import type { Environment } from "./environment.ts";
import type { Frontend } from "./frontend.ts";
import type { ProcessPool } from "./process-pool.ts";
import type { Additions, ServerGroup } from "./server-group.ts";
import { StartTrials, type Trial } from "./start-trials.ts";
import { pathOf, type Submission } from "./submission.ts";
import { Time } from "./time.ts";

/** Everything that runs for one lesson. Disposing of it ends everything. */
export class Lab implements AsyncDisposable {
  readonly servers: ServerGroup;
  readonly redis: RedisStore | null;
  /** Every server's environment. */
  readonly env: Environment;
  readonly #parts: LabParts;
  /**
   * What the learner's files contained; they might have changed or be gone by the time
   * it's needed.
   */
  readonly #texts: ReadonlyMap<string, string>;
  readonly #trials: StartTrials;
  readonly #browsers = new Set<Browser>();
  /** The time of everything in the lab together. */
  readonly time: Time;
  #timeline = new Timeline();
  /** What is done around each browser request: a demo waits for its reader here. */
  aroundRequests: RequestWrapper = (_what, send) => send();

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.servers = parts.servers;
    this.redis = parts.redis;
    this.env = parts.env;
    this.#trials = new StartTrials(parts.servers, (name) => parts.pool.takeServer(name));
    this.time = new Time({
      servers: parts.servers,
      redis: parts.redis,
      sharesRedis: parts.sharesRedis,
      browsers: () => this.#browsers,
      timeline: () => this.#timeline,
    });
    const { submission } = parts;
    this.#texts = new Map(
      submission.lesson.edits.map((file) => [file, readOr(pathOf(submission, file), "")]),
    );
  }

  /** Everything that has happened since the record was last started. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Begins a new record, one per check. */
  startTimeline(timeline = new Timeline()): void {
    this.#timeline = timeline;
  }

  /** Its running processes, including this one. */
  get pids(): number[] {
    return [process.pid, ...this.#parts.pool.reaper.watched];
  }

  /** Set if the lab broke by itself, so nothing can be said about the learner's code. */
  get fault(): LabError | null {
    return this.#parts.pool.fault;
  }

  /** Whether this stretch task was untouched when the lab was opened. */
  isUntouched({ file, number }: Task): boolean {
    const text = this.#texts.get(file);
    return text !== undefined && isUntouched(text, number);
  }

  /**
   * A line to Redis for one server, which can be slowed down; use its URL as REDIS_URL.
   */
  async openSlowLine(): Promise<SlowLine> {
    const link = await openSlowLine(this.redis?.url ?? "");
    return this.#parts.pool.disposals.use(link);
  }

  /** Tries what happens when a server starts with these additions to its environment. */
  async tryToStart(env: Additions): Promise<Trial> {
    return this.#trials.try(env);
  }

  /** Sends a request exactly as given, byte by byte, over its own connection. */
  async sendRaw(text: string): Promise<Response> {
    return sendRaw(this.#surroundings(), text);
  }

  /** The balancer's port on 127.0.0.1. */
  get port(): number {
    return this.#parts.frontend.port;
  }

  /**
   * A fresh browser for one user; two calls are two laptops.
   *
   * @param label what tells it from the user's others in the record: "Alice's phone"
   */
  browser(user: string, label?: string): Browser {
    const named = label === undefined ? {} : { label };
    return this.#parts.pool.disposals.use(new Browser(this.#surroundings(), user, named));
  }

  /** Closes a browser that no one is going to use anymore. */
  dismiss(browser: Browser): void {
    browser[Symbol.dispose]();
    this.#parts.pool.disposals.release(browser);
  }

  /** Whether the balancer has ended, so no request gets anywhere. */
  get balancerHasEnded(): boolean {
    return this.#parts.frontend.hasEnded;
  }

  #surroundings(): Surroundings {
    return {
      port: this.port,
      hop: (number) => this.#parts.frontend.hops.take(number),
      timeline: () => this.#timeline,
      around: (what, send) => this.aroundRequests(what, send),
      browsers: this.#browsers,
      ahead: () => this.servers.ahead,
      isStoreDown: () => this.redis?.isDown ?? false,
    };
  }

  /** Calls a function that the learner's file exports, in the server's own process. */
  async call(server: string, name: string, ...args: unknown[]): Promise<unknown> {
    const version = this.#parts.submission.lesson.slug;
    return readCalled(
      name,
      await this.servers.call(server, { version, exported: name, args }),
    );
  }

  /** Calls a function that the learner's pick exports, in the balancer's own process. */
  async callBalancer(name: string, ...args: unknown[]): Promise<unknown> {
    return readCalled(name, await this.#parts.frontend.call(name, args));
  }

  /** What the balancer printed last, such as where a learner's pick threw. */
  balancerLines(most: number): readonly string[] {
    return this.#parts.frontend.lastLines(most);
  }

  /** Makes the balancer close its connections to the servers, and open new ones. */
  async reconnect(): Promise<void> {
    await this.#parts.frontend.reconnect();
    this.timeline.addEvent("the balancer opens new connections to the servers");
  }

  /** Makes the balancer forget whose turn it was. */
  async forgetTurns(): Promise<void> {
    await this.#parts.frontend.forgetTurns();
  }

  /**
   * Begins a check, or restarts a failed try: with an empty record, and with the first
   * server's turn, so that the result doesn't depend on earlier requests. What a
   * learner's pick remembers is its own business, and stays.
   */
  async beginAnew(): Promise<void> {
    this.timeline.forget();
    const { balancer } = this.#parts.submission.lesson.lab;
    if (balancer?.pick === undefined) await this.forgetTurns();
  }

  /** Makes another exported function of the learner's file pick from now on. */
  async usePick(name: string): Promise<void> {
    await this.#parts.frontend.usePick(name);
  }

  /** Announces servers that will be started in other labs, alongside this one. */
  expectServers(count: number): void {
    this.#parts.pool.expect(count);
  }

  /** Starts spare processes for the servers that the checks are still going to start. */
  bootSpares(): void {
    this.#parts.pool.bootSpares();
  }

  /**
   * Starts another lab on the same process pool; both end together. It uses the same
   * Redis unless it breaks one; then it has its own.
   */
  async startBeside(options: LabOptions): Promise<Lab> {
    return this.#parts.startBeside(options);
  }

  /** A check is still running in it although no one is waiting for it anymore. */
  leaveUnfinished(): void {
    this.#parts.pool.preventReuse();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.pool[Symbol.asyncDispose]();
  }
}

/** @throws {Finding} if the learner's files export no such function */
function readCalled(name: string, called: Called): unknown {
  // An undefined value can't come over the channel.
  if (called !== "missing") return called.value ?? null;
  throw new Finding(`The file exports no function called ${name}.`, { slug: null });
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}

/** What a lab is made of; startLab puts it together. */
export type LabParts = {
  submission: Submission;
  pool: ProcessPool;
  servers: ServerGroup;
  frontend: Frontend;
  redis: RedisStore | null;
  /** Whether another lab, alongside this one, uses the same Redis. */
  sharesRedis(): boolean;
  env: Environment;
  startBeside(options: LabOptions): Promise<Lab>;
};
