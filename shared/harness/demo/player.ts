import { AsyncLocalStorage } from "node:async_hooks";
import type { HopMoment, Moment } from "../core/hop.ts";
import type { LabOptions } from "../core/lab-definition.ts";
import { Timeline } from "../core/timeline.ts";
import type { Lab } from "../lab/lab.ts";
import { startLab } from "../lab/start-lab.ts";
import { StoreWatch } from "../lab/store-contents.ts";
import type { Submission } from "../lab/submission.ts";
import type { Demo, DemoTools, Right } from "./demo.ts";
import { describeServers } from "./describe-servers.ts";
import type { Line } from "./line.ts";

export type PlayOptions = {
  submission: Submission;
  /** How many servers a lab has, if the story doesn't say. */
  servers: number;
  /** Whether the store is shown after each step that changed it. */
  showsStore: boolean;
  tell(line: Line): void;
  /** Resolves when the reader wants to see the next step. */
  pause(): Promise<void>;
};

/** In what a request is sent: whether it is shown, and what is right for it. */
type Scope = { isShown: boolean; right: Right | null };

const open: Scope = { isShown: true, right: null };

/**
 * Plays a demo or a wall to its end, and ends everything that it opened.
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

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  get tools(): DemoTools {
    const { tell, pause } = this.#options;
    return {
      say: (text) => tell({ kind: "say", text }),
      open: (lab) => this.#open(lab),
      note: (text) => this.#lab?.timeline.addEvent(text),
      measure: (name, value) => tell({ kind: "measure", name, value }),
      expecting: (right, work) => this.#scopes.run({ ...this.#scope, right }, work),
      together: async (work) => {
        await pause();
        return this.#scopes.run({ ...this.#scope, isShown: false }, work);
      },
    };
  }

  get #scope(): Scope {
    return this.#scopes.getStore() ?? open;
  }

  async #open(options: LabOptions = {}): Promise<Lab> {
    await this[Symbol.asyncDispose]();
    const { submission, servers } = this.#options;
    const lab = await startLab(submission, { servers, breaksRedis: false, ...options });
    this.#lab = lab;
    lab.startTimeline(new Timeline((moment) => this.#show(moment)));
    lab.aroundRequests = (send) => this.#step(lab, send);
    lab.timeline.addEvent(`servers ${describeServers(lab)}`);
    await this.#showStore(lab);
    return lab;
  }

  async #step<T>(lab: Lab, send: () => Promise<T>): Promise<T> {
    const { isShown } = this.#scope;
    if (!isShown) return send();
    // Before it is sent, so that a reader who takes time is not taken for a slow server.
    await this.#options.pause();
    const answer = await send();
    await this.#showStore(lab);
    return answer;
  }

  async #showStore({ redis, timeline }: Lab): Promise<void> {
    if (!this.#options.showsStore) return;
    for (const line of await this.#watch.look(redis)) timeline.addEvent(line);
  }

  #show(moment: Moment): void {
    const { isShown, right } = this.#scope;
    // What is told of the requests in a step is an event, and comes after them.
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
