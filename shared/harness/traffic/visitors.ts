/** What a visitor does next: signs in once, and then looks around. */
export type Step = "sign-in" | "me" | "cart";

/** How many requests after the sign-ins were answered, and how many of those well. */
export type Tally = { sent: number; good: number };

type Visitor<V> = { who: V; visits: number; hasBegun: boolean; isWaiting: boolean };

/**
 * A few visitors who sign in once and then keep looking around, each in turn. One who is
 * signed out stays out. No visitor requests a page before the previous answer has
 * arrived.
 */
export class Visitors<V> {
  readonly #visitors: Visitor<V>[];
  readonly #visit: (who: V, step: Step) => Promise<boolean>;
  readonly #underWay = new Set<Promise<void>>();
  #turn = 0;
  #tally: Tally = { sent: 0, good: 0 };

  /** @param visit sends one request; resolves to whether it was answered well */
  constructor(people: readonly V[], visit: (who: V, step: Step) => Promise<boolean>) {
    this.#visitors = people.map((who) => ({
      who,
      visits: 0,
      hasBegun: false,
      isWaiting: false,
    }));
    this.#visit = visit;
  }

  get people(): V[] {
    return this.#visitors.map(({ who }) => who);
  }

  get tally(): Tally {
    return this.#tally;
  }

  /**
   * Lets the next visitor send a request, unless that visitor is still waiting for an
   * answer.
   */
  next(): void {
    const visitor = this.#visitors[this.#turn++ % this.#visitors.length];
    if (!visitor || visitor.isWaiting) return;
    const visiting = this.#send(visitor).finally(() => this.#underWay.delete(visiting));
    this.#underWay.add(visiting);
  }

  /** Resolves when every request has an answer. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #send(visitor: Visitor<V>): Promise<void> {
    const { who, visits, hasBegun } = visitor;
    const looks = visits % 2 === 0 ? "me" : "cart";
    const step = hasBegun ? looks : "sign-in";
    visitor.isWaiting = true;
    visitor.hasBegun = true;
    try {
      const isGood = await this.#visit(who, step);
      if (step === "sign-in") return;
      visitor.visits++;
      const { sent, good } = this.#tally;
      this.#tally = { sent: sent + 1, good: good + Number(isGood) };
    } finally {
      visitor.isWaiting = false;
    }
  }
}
