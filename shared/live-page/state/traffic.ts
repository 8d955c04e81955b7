import type { Column } from "./column.ts";
import { Person } from "./person.ts";
import { cart, login, me } from "./scenario.ts";

/**
 * Enough to see a share of them lost, few enough for any laptop. A prime above the number
 * of servers: or each visitor would meet the same server at every turn.
 */
const VISITORS = 7;
const PAUSE_MILLISECONDS = 250;

/**
 * A few visitors who sign in once and then go on looking around, in every column, each in
 * turn. Whoever is thrown out stays out: that is what the chart shows.
 */
export class Traffic {
  readonly #columns: readonly Column[];
  readonly #underWay = new Set<Promise<unknown>>();
  #timer: NodeJS.Timeout | null = null;
  #crowds = new Map<Column, Person[]>();
  #turn = 0;
  /** How many requests after the sign-ins were sent, and answered well, by column. */
  #counts = new Map<Column, { sent: number; good: number }>();
  readonly #isHeld: () => boolean;

  /** @param isHeld whether no visitor may take a server's turn just now */
  constructor(columns: readonly Column[], isHeld: () => boolean) {
    this.#columns = columns;
    this.#isHeld = isHeld;
  }

  get runs(): boolean {
    return this.#timer !== null;
  }

  start(): void {
    if (this.#timer) return;
    this.#counts = new Map(this.#columns.map((column) => [column, { sent: 0, good: 0 }]));
    this.#timer = setInterval(() => this.#tick(), PAUSE_MILLISECONDS);
  }

  /** Sends the visitors home; resolves when the last one has an answer. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await Promise.all(this.#underWay);
    for (const [column, crowd] of this.#crowds) {
      for (const { browser } of crowd) column.lab.dismiss(browser);
    }
    this.#crowds = new Map();
    this.#turn = 0;
  }

  #tick(): void {
    if (this.#isHeld()) return;
    const turn = this.#turn++;
    for (const column of this.#columns) {
      const crowd = this.#crowds.get(column) ?? createCrowd(column);
      this.#crowds.set(column, crowd);
      const visitor = crowd[turn % crowd.length];
      if (!visitor) continue;
      const step = turn < crowd.length ? login : turn % 2 === 0 ? me : cart;
      const sending = column.send(visitor, step, "traffic").then(({ good }) => {
        if (step !== login) this.#count(column, good);
        this.#underWay.delete(sending);
      });
      this.#underWay.add(sending);
    }
  }

  #count(column: Column, isGood: boolean): void {
    const { sent, good } = this.#counts.get(column) ?? { sent: 0, good: 0 };
    this.#counts.set(column, { sent: sent + 1, good: good + Number(isGood) });
  }

  /** What share of the visitors' requests each version answered well, in percent. */
  get shares(): { name: string; percent: number }[] {
    return [...this.#counts]
      .filter(([, { sent }]) => sent > 0)
      .map(([{ version }, { sent, good }]) => ({
        name: version.name,
        percent: Math.round((100 * good) / sent),
      }));
  }
}

function createCrowd(column: Column): Person[] {
  return Array.from({ length: VISITORS }, (_, at) => {
    const account = at % 2 ? "bob" : "alice";
    return new Person(`visitor ${at + 1}`, column.lab.browser(account));
  });
}
