import type { Lab } from "../../harness/lab/lab.ts";
import type { ColumnFacts, PageMoment } from "../protocol.ts";
import type { Version } from "../versions.ts";
import type { Chart } from "./chart.ts";
import { exchange, type Sent } from "./exchange.ts";
import { Person } from "./person.ts";
import type { MomentRecord } from "./record.ts";
import { me, type Step } from "./scenario.ts";

export type Purpose = Extract<PageMoment, { kind: "hop" }>["purpose"];

type Books = { record: MomentRecord; chart: Chart };

/** One version of the shop, with the people who use it and a count of their results. */
export class Column {
  readonly version: Version;
  readonly lab: Lab;
  readonly #books: Books;
  #people = new Map<string, Person>();
  #successes = 0;
  #failures = 0;

  constructor(version: Version, lab: Lab, books: Books) {
    this.version = version;
    this.lab = lab;
    this.#books = books;
    this.add(new Person("Alice", lab.browser("alice")));
  }

  get people(): Person[] {
    return [...this.#people.values()];
  }

  get alice(): Person {
    const alice = this.#people.get("Alice");
    if (alice) return alice;
    throw new Error("Alice is always there");
  }

  person(who: string): Person | undefined {
    return this.#people.get(who);
  }

  /** Adds a person; anyone who had the same name before leaves. */
  add(person: Person): void {
    const before = this.#people.get(person.who);
    if (before && before !== person) this.lab.dismiss(before.browser);
    this.#people.set(person.who, person);
  }

  /** What the page shows about it, except what the servers and the store contain. */
  get facts(): Omit<ColumnFacts, "held" | "keys"> {
    const { id, title, keeps, yours } = this.version;
    return {
      version: id,
      title,
      keeps,
      yours,
      successes: this.#successes,
      failures: this.#failures,
      people: this.people.map(({ facts }) => facts),
    };
  }

  /** Fresh browsers, nothing counted, and a balancer that hasn't taken a turn yet. */
  async beginAnew(): Promise<void> {
    this.#successes = 0;
    this.#failures = 0;
    for (const { browser } of this.people) this.lab.dismiss(browser);
    this.#people = new Map();
    this.add(new Person("Alice", this.lab.browser("alice")));
    await this.lab.forgetTurns();
  }

  /** Sends a request, and records the result. */
  async send(person: Person, step: Step, purpose: Purpose): Promise<Sent> {
    // The lab's own timeline isn't needed: requests are recorded here already.
    this.lab.startTimeline();
    const { browser } = person;
    const sent = await exchange(browser, browser.isCopy, step);
    person.note(step, sent);
    // If all servers look in one place, one refusal is a refusal by all.
    const isEverybodys = sent.status === 401 && this.version.keepsIn !== "servers";
    if (isEverybodys && person.hasSignedIn) person.noteLost();
    this.#write(person, sent, purpose);
    return sent;
  }

  // A twin asks, so that a new pin or a lost cookie is left for the person's own next
  // request.
  async #ask(person: Person): Promise<Sent> {
    const twin = person.browser.twin();
    const sent = await exchange(twin, person.browser.isCopy, me);
    this.lab.dismiss(twin);
    this.#write(person, sent, "roll-call");
    return sent;
  }

  #write({ who }: Person, sent: Sent, purpose: Purpose): void {
    const { record, chart } = this.#books;
    const { id } = this.version;
    const { cart: _, ...told } = sent;
    record.add({ kind: "hop", version: id, who, purpose, ...told });
    // Roll calls are our own requests, so they don't count.
    if (purpose === "roll-call") return;
    chart.count(id, sent.server, sent.good);
    if (sent.good) this.#successes++;
    else this.#failures++;
  }

  /**
   * Finds out who is still known: everyone who is signed in requests /me once per server,
   * all at once. Each server takes its turn, and afterward the same server is next as
   * before.
   */
  async callTheRoll(servers: number): Promise<void> {
    for (const person of this.people) {
      if (person.signedInOn === null) continue;
      // If no server is left, the balancer itself answers, and once is enough.
      const turns = Array.from({ length: Math.max(1, servers) }, () => this.#ask(person));
      person.noteRoll(await Promise.all(turns));
    }
  }
}
