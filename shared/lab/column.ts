import { messageOf } from "../harness/core/errors.ts";
import type { Hop } from "../harness/core/hop.ts";
import type { Lab } from "../harness/lab/lab.ts";
import { describeAnswer } from "../harness/lab/notes.ts";
import type { Chart } from "./chart.ts";
import { Person } from "./person.ts";
import type { MomentRecord } from "./record.ts";
import { me, type Step } from "./scenario.ts";
import type { Version } from "./versions.ts";
import type { ColumnFacts, PageMoment } from "./wire.ts";

export type Purpose = Extract<PageMoment, { kind: "hop" }>["purpose"];

/** What came of one request. */
export type Sent = {
  /** 0: there was no answer at all. */
  status: number;
  /** null: the balancer answered itself, or nobody did. */
  server: string | null;
  /** The last server that was tried. */
  tried: string | null;
  good: boolean;
};

type Books = { record: MomentRecord; chart: Chart };

const nobodyAnswered: Omit<Hop, "method" | "path"> = {
  number: 0,
  status: 0,
  server: null,
  tried: [],
  why: "",
  cookiesSeen: [],
  cookiesSet: [],
  cookiesCleared: [],
  storeCalls: [],
  milliseconds: 0,
};

/** One version of the shop, with the people who use it and the count of what they met. */
export class Column {
  readonly version: Version;
  readonly lab: Lab;
  readonly #books: Books;
  #people = new Map<string, Person>();
  successes = 0;
  failures = 0;

  constructor(version: Version, lab: Lab, books: Books) {
    this.version = version;
    this.lab = lab;
    this.#books = books;
    this.#welcomeAlice();
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

  /** What the page shows of it, but what servers and store hold. */
  get facts(): Omit<ColumnFacts, "held" | "keys"> {
    const { id, title, keeps, yours } = this.version;
    return {
      version: id,
      title,
      keeps,
      yours,
      successes: this.successes,
      failures: this.failures,
      people: this.people.map(({ facts }) => facts),
    };
  }

  /** Fresh browsers, nothing counted, and a balancer that has had no turn yet. */
  async beginAnew(): Promise<void> {
    this.successes = 0;
    this.failures = 0;
    this.#welcomeAlice();
    await this.lab.forgetTurns();
  }

  #welcomeAlice(): void {
    this.#people = new Map();
    this.add(new Person("Alice", this.lab.browser("alice")));
  }

  add(person: Person): void {
    this.#people.set(person.who, person);
  }

  /** Sends a request, and writes down what came of it. */
  async send(person: Person, step: Step, purpose: Purpose): Promise<Sent> {
    // What a lab keeps of its requests is written here already.
    this.lab.startTimeline();
    const { hop, note, good } = await exchange(person, step);
    const { status, server, tried } = hop;
    if (good) person.noteSuccess(step, server);
    this.#write(person, hop, note, good, purpose);
    return { status, server, tried: tried.at(-1) ?? null, good };
  }

  #write(person: Person, hop: Hop, note: string, good: boolean, purpose: Purpose) {
    const { record, chart } = this.#books;
    const { id } = this.version;
    const { number: _, ...facts } = hop;
    record.add({
      kind: "hop",
      version: id,
      who: person.who,
      purpose,
      good,
      note,
      ...facts,
    });
    // Nobody but us asks who is still known: it counts for nothing.
    if (purpose === "roll-call") return;
    chart.count(id, hop.server, good);
    if (good) this.successes++;
    else this.failures++;
  }

  /**
   * Asks who is still known: everybody who has signed in asks for /me, as often as there
   * are servers, so that each takes its turn once, and the turn comes back to where it was.
   */
  async callTheRoll(servers: number): Promise<void> {
    for (const person of this.people) {
      if (person.signedInOn === null) continue;
      const sent: Sent[] = [];
      // With none left the balancer says so itself: once is enough.
      for (let turn = 0; turn < Math.max(1, servers); turn++) {
        sent.push(await this.send(person, me, "roll-call"));
      }
      person.noteRoll(sent);
    }
  }
}

async function exchange(person: Person, step: Step) {
  const { browser } = person;
  try {
    const answer = await step.send(browser);
    const { hop, user, status } = answer;
    const greetsAnother = user !== undefined && user !== browser.user;
    const good = status < 400 && !greetsAnother;
    return { hop, good, note: describeAnswer(answer, browser.owner, browser.isCopy) };
  } catch (error) {
    // No answer in time, or a task that the learner's own file has left open.
    const hop = { ...nobodyAnswered, method: step.method, path: step.path };
    return { hop, good: false, note: messageOf(error) };
  }
}
