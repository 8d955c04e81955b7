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
  #timer: NodeJS.Timeout | null = null;
  #crowds = new Map<Column, Person[]>();
  #turn = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  get runs(): boolean {
    return this.#timer !== null;
  }

  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#tick(), PAUSE_MILLISECONDS);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Sends the visitors home; new ones come if it goes on. */
  beginAnew(): void {
    this.#crowds = new Map();
    this.#turn = 0;
  }

  #tick(): void {
    const turn = this.#turn++;
    for (const column of this.#columns) {
      const crowd = this.#crowds.get(column) ?? createCrowd(column);
      this.#crowds.set(column, crowd);
      const visitor = crowd[turn % crowd.length];
      if (!visitor) continue;
      const step = turn < crowd.length ? login : turn % 2 === 0 ? me : cart;
      void column.send(visitor, step, "traffic");
    }
  }
}

function createCrowd(column: Column): Person[] {
  return Array.from(
    { length: VISITORS },
    (_, at) =>
      new Person(`visitor ${at + 1}`, column.lab.browser(at % 2 ? "bob" : "alice")),
  );
}
