import { type Step, Visitors } from "../../harness/traffic/visitors.ts";
import type { Column } from "./column.ts";
import { Person } from "./person.ts";
import { cart, login, me } from "./scenario.ts";

/**
 * Enough to see a share of them lost, few enough for any laptop. A prime greater than the
 * number of servers; otherwise each visitor would get the same server on every turn.
 */
const VISITORS = 7;
const INTERVAL_MS = 250;

const requests = { "sign-in": login, me, cart } as const satisfies Record<Step, unknown>;

/** Visitors in every column who keep shopping: the chart shows who gets signed out. */
export class Traffic {
  readonly #columns: readonly Column[];
  readonly #isHeld: () => boolean;
  #timer: NodeJS.Timeout | null = null;
  /** The visitors of the latest run. */
  #visitors = new Map<Column, Visitors<Person>>();

  /** @param isHeld returns whether visitors must not take a server's turn right now */
  constructor(columns: readonly Column[], isHeld: () => boolean) {
    this.#columns = columns;
    this.#isHeld = isHeld;
  }

  get runs(): boolean {
    return this.#timer !== null;
  }

  start(): void {
    if (this.#timer) return;
    this.#visitors = new Map(
      this.#columns.map((column) => [column, createVisitors(column)]),
    );
    this.#timer = setInterval(() => this.#tick(), INTERVAL_MS);
  }

  /** Stops the visitors; resolves when the last one has an answer. */
  async stop(): Promise<void> {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
    for (const visitors of this.#visitors.values()) await visitors.settle();
    for (const [column, { people }] of this.#visitors) {
      for (const { browser } of people) column.lab.dismiss(browser);
    }
  }

  #tick(): void {
    if (this.#isHeld()) return;
    for (const visitors of this.#visitors.values()) visitors.next();
  }

  /** The share of the visitors' requests that each version answered well, in percent. */
  get shares(): { name: string; percent: number }[] {
    return [...this.#visitors]
      .filter(([, { tally }]) => tally.sent > 0)
      .map(([{ version }, { tally }]) => ({
        name: version.name,
        percent: Math.round((100 * tally.good) / tally.sent),
      }));
  }
}

function createVisitors(column: Column): Visitors<Person> {
  const people = Array.from({ length: VISITORS }, (_, at) => {
    const account = at % 2 ? "bob" : "alice";
    return new Person(`visitor ${at + 1}`, column.lab.browser(account));
  });
  return new Visitors(people, async (person, step) => {
    const { good } = await column.send(person, requests[step], "traffic");
    return good;
  });
}
