import { randomUUID } from "node:crypto";
import { LabError, messageOf } from "../harness/core/errors.ts";
import type { Lab } from "../harness/lab/lab.ts";
import { startLabs } from "../harness/lab/start-lab.ts";
import { describeAction, runCheck } from "./actions/actions.ts";
import { FIRST_WORDS } from "./actions/reset.ts";
import { Turns } from "./actions/turns.ts";
import { hasFalls, tellOfFalls } from "./explanation/unexpected-exits.ts";
import type { Action, PageState } from "./protocol.ts";
import { Chart } from "./state/chart.ts";
import { Column } from "./state/column.ts";
import type { Context } from "./state/context.ts";
import { MomentRecord } from "./state/record.ts";
import { Scenario } from "./state/scenario.ts";
import { FIRST_SERVERS, Servers } from "./state/servers.ts";
import { Store } from "./state/store.ts";
import { Traffic } from "./state/traffic.ts";
import type { Version } from "./versions.ts";

/** How long we wait for a frozen server: no one looking at a page would wait longer. */
const RESPONSE_TIMEOUT_MS = 2_000;
const LOOK_MS = 500;

/**
 * What the page shows: four versions of the shop on the same servers, and their users.
 */
export class LivePage implements AsyncDisposable {
  readonly record = new MomentRecord();
  readonly #run = randomUUID();
  readonly #chart = new Chart();
  readonly #lab: Lab;
  readonly #context: Context;
  readonly #watching: NodeJS.Timeout;
  readonly #broken: Promise<LabError>;
  #break: (error: LabError) => void = () => {};
  readonly #listeners = new Set<() => void>();
  readonly #turns = new Turns(FIRST_WORDS, () => this.#tell());

  /** @throws {LabError} if the machine can't; {HostError} if some code doesn't load */
  static async start(versions: readonly Version[]): Promise<LivePage> {
    const submissions = versions.map(({ lesson, submission }) => ({
      lesson,
      folder: lesson.folder,
      path: submission,
    }));
    const labs = await startLabs(submissions, {
      servers: FIRST_SERVERS,
      responseTimeout: RESPONSE_TIMEOUT_MS,
    });
    return new LivePage(versions, labs);
  }

  private constructor(versions: readonly Version[], labs: readonly Lab[]) {
    const [first] = labs;
    if (!first?.redis) {
      throw new LabError("REDIS_UNAVAILABLE", "the live page has no Redis", {
        hint: "look at the machine: npm run doctor",
      });
    }
    const books = { record: this.record, chart: this.#chart };
    const columns = versions.flatMap((version, at) => {
      const lab = labs[at];
      return lab ? [new Column(version, lab, books)] : [];
    });
    this.#lab = first;
    this.#broken = new Promise((resolve) => {
      this.#break = resolve;
    });
    this.#context = {
      columns,
      servers: new Servers(first.servers),
      store: new Store(first.redis),
      scenario: new Scenario(),
      traffic: new Traffic(columns, () => this.#turns.busy !== null),
      record: this.record,
    };
    this.#watching = setInterval(() => {
      // What went wrong is in the record, and the next look might succeed.
      this.#watch().catch((error) => {
        this.record.add({ kind: "event", text: `the lab: ${messageOf(error)}` });
      });
    }, LOOK_MS);
  }

  get state(): PageState {
    const { columns, servers, store, scenario, traffic } = this.#context;
    return {
      run: this.#run,
      busy: this.#turns.busy,
      explanation: this.#turns.explanation,
      next: `${scenario.next.method} ${scenario.next.path}`,
      traffic: traffic.runs,
      servers: servers.facts,
      hasRoom: servers.hasRoom,
      store: store.facts,
      columns: columns.map(({ version, facts }) => ({
        ...facts,
        held: servers.held(version.lesson.slug),
        keys: store.keysOf(version.lesson),
      })),
      chart: this.#chart.facts(servers.names),
    };
  }

  /** Calls the listener on each change from now on; returns a function that ends this. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Does what a button asks for, after everything that was requested before.
   *
   * @throws {NotNow} if there's nothing to do it with, or too many are waiting already;
   *   {LabError} if the machine can't
   */
  async perform(action: Action): Promise<void> {
    await this.#take(describeAction(action), () => runCheck(action, this.#context));
  }

  /** Resolves with what is wrong if the lab breaks: its balancer has ended. */
  get broken(): Promise<LabError> {
    return this.#broken;
  }

  // Afterward, everyone sees the new state.
  async #take(what: string, work: () => Promise<string | null>): Promise<void> {
    // A full queue throws here: nothing was done, so there's nothing to see.
    const turn = this.#turns.take(what, work);
    try {
      await turn;
    } finally {
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { servers, store } = this.#context;
    await Promise.all([servers.look(), store.look()]);
    this.#tell();
  }

  // Every half second: what the servers and the store contain, and whether a process is
  // gone.
  async #watch(): Promise<void> {
    const { fault, balancerHasEnded } = this.#lab;
    if (fault) this.#break(fault);
    else if (balancerHasEnded) {
      const hint = "start the lab again: npm run lab";
      this.#break(new LabError("SERVER_DIED", "the balancer has ended", { hint }));
    }
    const context = this.#context;
    if (this.#turns.busy === null && hasFalls(context)) {
      await this.#take("find out who is lost", () => tellOfFalls(context));
    } else await this.#look();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#watching);
    await this.#lab[Symbol.asyncDispose]();
  }
}
