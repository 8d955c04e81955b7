import { readFileSync } from "node:fs";
import type { LabError } from "../core/errors.ts";
import type { Lesson, Task } from "../core/lesson.ts";
import { isUntouched } from "../core/regions.ts";
import { Timeline } from "../core/timeline.ts";
import type { Answer } from "./answer.ts";
import { pathOf } from "./answer-files.ts";
import { Browser, type Surroundings } from "./browser.ts";
import { Finding } from "./finding.ts";
import type { Front } from "./front.ts";
import { sendRaw } from "./raw.ts";
import type { RedisStore } from "./redis-store.ts";
import type { ServerGroup } from "./server-group.ts";
import { openSlowLink, type SlowLink } from "./slow-link.ts";
import type { StagePlan, WarmStage } from "./warm-stage.ts";

export type LabPlan = StagePlan & {
  lesson: Lesson;
  /** The lesson's folder, with the given files. */
  folder: string;
  /** What stands in for the files that the learner edits: see findAnswerFiles. */
  answer: string;
  env?: Record<string, string>;
};

/** What a lab beside another one has for itself. */
export type SideOptions = {
  servers: number;
  env?: Record<string, string>;
  /** A Redis that it may break, because nobody else uses it. */
  ownRedis?: true;
};

/** Everything that runs for one lesson. Dispose of it, and all of it has ended. */
export class Lab implements AsyncDisposable {
  readonly servers: ServerGroup;
  readonly redis: RedisStore | null;
  /** What every server finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly #parts: LabParts;
  /** What the learner's files said: they may be changed, or gone, when it is asked. */
  readonly #texts: ReadonlyMap<string, string>;
  #timeline = new Timeline();

  constructor(parts: LabParts) {
    this.#parts = parts;
    this.servers = parts.servers;
    this.redis = parts.redis;
    this.env = parts.env;
    const { lesson, folder, answer } = parts.plan;
    this.#texts = new Map(
      lesson.edits.map((file) => [
        file,
        readOr(pathOf(lesson, folder, answer, file), ""),
      ]),
    );
  }

  /** What has happened since the record was last begun anew. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Begins a new record: one a check. */
  startTimeline(timeline = new Timeline()): void {
    this.#timeline = timeline;
  }

  /** Set if the lab broke by itself: then nothing can be said about the learner's code. */
  get fault(): LabError | null {
    return this.#parts.stage.fault;
  }

  /** Whether nobody had begun this stretch task when the lab was opened. */
  isUntouched({ file, number }: Task): boolean {
    const text = this.#texts.get(file);
    return text !== undefined && isUntouched(text, number);
  }

  /** A way to Redis for one server, which can be made slow: its URL is for REDIS_URL. */
  async openSlowLink(): Promise<SlowLink> {
    const link = await openSlowLink(this.redis?.url ?? "");
    return this.#parts.stage.disposals.use(link);
  }

  /** Sends a request as it stands, byte by byte, over a connection of its own. */
  async sendRaw(text: string): Promise<Answer> {
    return sendRaw(this.#surroundings(), text);
  }

  /** The balancer's port on 127.0.0.1. */
  get port(): number {
    return this.#parts.front.port;
  }

  /** A fresh browser for one user; two calls are two laptops. */
  browser(user: string): Browser {
    return this.#parts.stage.disposals.use(new Browser(this.#surroundings(), user));
  }

  /** Closes a browser that nobody is going to use any more. */
  dismiss(browser: Browser): void {
    browser[Symbol.dispose]();
    this.#parts.stage.disposals.release(browser);
  }

  /** Whether the balancer has ended: then no request goes anywhere. */
  get balancerHasEnded(): boolean {
    return this.#parts.front.hasEnded;
  }

  #surroundings(): Surroundings {
    return {
      port: this.port,
      hop: (number) => this.#parts.front.hops.take(number),
      timeline: () => this.#timeline,
    };
  }

  /** Calls a function that the learner's file exports, in the server's own process. */
  async call(server: string, name: string, ...args: unknown[]): Promise<unknown> {
    const message = { version: this.#parts.plan.lesson.slug, name, args };
    return readCalled(
      name,
      await this.servers.process(server).ask("call", message, 5_000),
    );
  }

  /** Calls a function that the learner's pick exports, in the balancer's own process. */
  async callBalancer(name: string, ...args: unknown[]): Promise<unknown> {
    return readCalled(name, await this.#parts.front.call(name, args));
  }

  /** What the balancer printed last: where a learner's pick threw, for one. */
  balancerLines(most: number): readonly string[] {
    return this.#parts.front.lastLines(most);
  }

  /** Has the balancer close its connections to the servers, and open new ones. */
  async reconnect(): Promise<void> {
    await this.#parts.front.reconnect();
    this.timeline.addEvent("the balancer opens new connections to the servers");
  }

  /** Has the balancer forget whose turn it was. */
  async forgetTurns(): Promise<void> {
    await this.#parts.front.forgetTurns();
  }

  /**
   * Begins a check, or a try of one that came to nothing: with an empty record, and with
   * the first server's turn, so that it shows the same whatever was asked before it. What
   * a learner's pick remembers is its own affair, and stays.
   */
  async beginAnew(): Promise<void> {
    this.timeline.forget();
    if (this.#parts.plan.lesson.picker === undefined) await this.forgetTurns();
  }

  /** Lets another exported function of the learner's file pick from now on. */
  async usePicker(name: string): Promise<void> {
    await this.#parts.front.usePicker(name);
  }

  /** Has processes stand by for the servers that the checks are still going to start. */
  warmSpares(): void {
    this.#parts.stage.warmSpares();
  }

  /** Starts another lab on the same stage; both end together. */
  async startBeside(options: SideOptions): Promise<Lab> {
    return this.#parts.startBeside(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.stage[Symbol.asyncDispose]();
  }
}

/** @throws {Finding} if the learner's files export no such function */
function readCalled(name: string, called: unknown): unknown {
  if (typeof called === "object" && called !== null)
    return { value: null, ...called }.value;
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
  plan: LabPlan;
  stage: WarmStage;
  servers: ServerGroup;
  front: Front;
  redis: RedisStore | null;
  env: Readonly<Record<string, string>>;
  startBeside(options: SideOptions): Promise<Lab>;
};
