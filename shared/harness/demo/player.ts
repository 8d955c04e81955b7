import { AsyncLocalStorage } from "node:async_hooks";
import { LabError } from "../core/errors.ts";
import type { HopMoment, Moment } from "../core/hop.ts";
import { Timeline } from "../core/timeline.ts";
import type { Lab } from "../lab/lab.ts";
import { startLab } from "../lab/start-lab.ts";
import type { Submission } from "../lab/submission.ts";
import { StoreWatch } from "../redis/store-contents.ts";
import type { Demo, DemoTools, Right, StoryLab } from "./demo.ts";
import { describeServers } from "./describe-servers.ts";
import type { Line } from "./line.ts";

export type PlayOptions = {
  submission: Submission;
  /** How many servers a lab has, if the story doesn't say. */
  servers: number;
  /** Whether to show the store after each step that changed it. */
  showsStore: boolean;
  tell(line: Line): void;
  /**
   * Resolves when the reader wants to see the next step; null: don't ask. It is given a
   * description of that step.
   */
  pause: ((next: string) => Promise<void>) | null;
};

/** The context in which a request is sent. */
type Scope = {
  /** Whether it is its own step, or one request of a step in progress. */
  isStep: boolean;
  isShown: boolean;
  right: Right | null;
};

const TOGETHER = "several requests at once";
const QUIETLY = "many requests, counted but not shown";

const outermost: Scope = { isStep: true, isShown: true, right: null };

/**
 * Plays a demo or a wall to its end, and closes everything it opened.
 *
 * @throws what the story throws: a TodoError, a HostError, a LabError
 */
export async function play(demo: Demo, options: PlayOptions): Promise<void> {
  await using player = new Player(options);
  await demo(player.tools);
}

/** Shows what a story does, step by step. */
class Player implements AsyncDisposable {
  readonly #options: PlayOptions;
  readonly #scopes = new AsyncLocalStorage<Scope>();
  readonly #watch = new StoreWatch();
  #lab: Lab | null = null;
  /** What the last step in the queue waits for. */
  #turn: Promise<void> = Promise.resolve();
  /** The steps that the reader has let go ahead, and that aren't finished. */
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  get tools(): DemoTools {
    const { tell } = this.#options;
    return {
      say: (text) => tell({ kind: "say", text }),
      open: (lab) => this.#open(lab),
      note: (text) => this.#openLab.timeline.addEvent(text),
      measure: (name, value) => tell({ kind: "measure", name, value }),
      expecting: (right, work) => this.#within({ right }, work),
      together: (work) =>
        this.#step(TOGETHER, () => this.#within({ isStep: false }, work)),
      quietly: (work) =>
        this.#step(QUIETLY, () => this.#within({ isStep: false, isShown: false }, work)),
    };
  }

  get #openLab(): Lab {
    if (this.#lab) return this.#lab;
    throw new LabError("LAB_CLOSED", "this story tells of a lab that is not open", {
      hint: "await open() first, in demo.ts",
    });
  }

  get #scope(): Scope {
    return this.#scopes.getStore() ?? outermost;
  }

  #within<T>(scope: Partial<Scope>, work: () => Promise<T>): Promise<T> {
    return this.#scopes.run({ ...this.#scope, ...scope }, work);
  }

  async #open(options: StoryLab = {}): Promise<Lab> {
    await this[Symbol.asyncDispose]();
    const { submission, servers } = this.#options;
    const lab = await startLab(submission, { servers, ...options, breaksRedis: true });
    this.#lab = lab;
    lab.startTimeline(new Timeline((moment) => this.#show(moment)));
    // Wrapped around the request, so a slow reader isn't mistaken for a slow server.
    lab.aroundRequests = (what, send) => this.#step(what, send);
    lab.timeline.addEvent(`servers ${describeServers(lab)}`);
    if (lab.redis) lab.timeline.addEvent(`Redis: ${lab.redis.description}`);
    await this.#showStore();
    return lab;
  }

  async #step<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (!this.#scope.isStep) return work();
    // The reader is asked about one step at a time, even if the story does several at
    // once.
    this.#turn = this.#turn.then(() => this.#waitForReader(what));
    await this.#turn;
    const working = work();
    this.#underWay.add(working);
    const result = await working.finally(() => this.#underWay.delete(working));
    await this.#showStore();
    return result;
  }

  // While someone is talking, nothing in the lab ages: no session, no key, no cookie.
  // Only what is in progress still needs time to finish.
  async #waitForReader(next: string): Promise<void> {
    const { pause } = this.#options;
    if (!pause) return;
    const reading = pause(next);
    reading.catch(() => {});
    const rest = Promise.allSettled(this.#underWay).then(() => "rest" as const);
    const first = await Promise.race([rest, reading.then(() => "read" as const)]);
    if (first === "read") return;
    const held = await this.#lab?.time.hold();
    try {
      await reading;
    } finally {
      await held?.[Symbol.asyncDispose]();
    }
  }

  async #showStore(): Promise<void> {
    if (!this.#options.showsStore || !this.#lab) return;
    const { redis, timeline } = this.#lab;
    for (const line of await this.#watch.look(redis)) timeline.addEvent(line);
  }

  #show(moment: Moment): void {
    const { isShown, right } = this.#scope;
    // What the story says about a step's requests is an event, and comes after them.
    if (!isShown) return;
    const good = moment.kind === "hop" && isGood(moment, right);
    this.#options.tell({ kind: "moment", moment, good });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const lab = this.#lab;
    this.#lab = null;
    await lab?.[Symbol.asyncDispose]();
  }
}

function isGood({ hop, greets }: HopMoment, right: Right | null): boolean {
  if (right === null) return hop.status < 400;
  return right === (typeof right === "number" ? hop.status : greets);
}
