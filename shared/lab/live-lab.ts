import { randomUUID } from "node:crypto";
import { LabError } from "../harness/core/errors.ts";
import type { Lab } from "../harness/lab/lab.ts";
import { startSeveral } from "../harness/lab/start-lab.ts";
import { carryOut, describeAction } from "./actions.ts";
import { FIRST_WORDS } from "./begin-anew.ts";
import { Chart } from "./chart.ts";
import { Column } from "./column.ts";
import { disturb } from "./disturb.ts";
import { MomentRecord } from "./record.ts";
import { Scenario } from "./scenario.ts";
import { FIRST_SERVERS, Servers } from "./servers.ts";
import { Store } from "./store.ts";
import { Traffic } from "./traffic.ts";
import type { Version } from "./versions.ts";
import type { Action, PageState } from "./wire.ts";
import type { World } from "./world.ts";

/** A frozen server is waited for so long: at a page nobody waits for longer. */
const PATIENCE_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 500;

/** What the page shows: four versions of the shop on the same servers, and their users. */
export class LiveLab implements AsyncDisposable {
  readonly record = new MomentRecord();
  readonly #run = randomUUID();
  readonly #chart = new Chart();
  readonly #lab: Lab;
  readonly #world: World;
  readonly #looking: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();
  #busy: string | null = null;
  #verdict = { number: 0, text: FIRST_WORDS };
  #last: Promise<void> = Promise.resolve();

  /** @throws {LabError} if the machine can't; {HostError} if some code does not load */
  static async start(versions: readonly Version[]): Promise<LiveLab> {
    const plans = versions.map(({ lesson, entry, answer }) => ({
      lesson,
      folder: entry.folder,
      answer,
    }));
    let started: LiveLab | null = null;
    const labs = await startSeveral(plans, {
      servers: FIRST_SERVERS,
      patience: PATIENCE_MILLISECONDS,
      onFall: (name) => started?.noteServerFell(name),
    });
    started = new LiveLab(versions, labs);
    return started;
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
    this.#world = {
      columns,
      servers: new Servers(first.servers),
      store: new Store(first.redis),
      scenario: new Scenario(),
      traffic: new Traffic(columns),
      record: this.record,
    };
    this.#looking = setInterval(() => void this.#look(), LOOK_MILLISECONDS);
  }

  get state(): PageState {
    const { columns, servers, store, scenario, traffic } = this.#world;
    const isThere = (who: string) =>
      columns.some((column) => column.person(who) !== undefined);
    return {
      run: this.#run,
      busy: this.#busy,
      verdict: this.#verdict,
      next: `${scenario.next.method} ${scenario.next.path}`,
      traffic: traffic.runs,
      hasSecondUser: isThere("Bob"),
      hasThief: isThere("the thief"),
      servers: servers.facts,
      store: store.facts,
      columns: columns.map(({ version, facts }) => ({
        ...facts,
        held: servers.held(version.lesson.slug),
        keys: store.keysOf(version.id),
      })),
      chart: this.#chart.facts(servers.names),
    };
  }

  /** Hears of each change from now on; gives what ends that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Does what a button asks for, after whatever was asked for before.
   *
   * @throws {NotNow} if there is nothing to do it with; {LabError} if the machine can't
   */
  async perform(action: Action): Promise<void> {
    await this.#inTurn(describeAction(action), () => carryOut(action, this.#world));
  }

  // Somebody has ended it from a shell, or it ended by itself: one more thing that happened.
  noteServerFell(name: string): void {
    const { servers } = this.#world;
    const make = () => servers.noteFall(name);
    const fact = `Server ${name} has ended, and no button of this page did it.`;
    void this.#inTurn(`find out who knew server ${name}`, () =>
      disturb(this.#world, { fact, ends: name, make }),
    );
  }

  async #inTurn(what: string, work: () => Promise<string>): Promise<void> {
    const turn = this.#last.then(async () => {
      this.#busy = what;
      this.#tell();
      try {
        const text = await work();
        this.#verdict = { number: this.#verdict.number + 1, text };
      } finally {
        this.#busy = null;
        await this.#look();
      }
    });
    // One that failed must not keep the next from its turn.
    this.#last = turn.catch(() => {});
    await turn;
  }

  async #look(): Promise<void> {
    const { servers, store } = this.#world;
    await Promise.all([servers.look(), store.look()]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#looking);
    this.#world.traffic.stop();
    await this.#lab[Symbol.asyncDispose]();
  }
}
