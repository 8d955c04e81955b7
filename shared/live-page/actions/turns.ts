import { NotNow } from "./not-now.ts";

/** At most this many wait for their turn, besides the one in progress. */
const MAX_WAITING = 20;

/** What just happened, and why it differs between the columns. */
export type Explanation = { number: number; text: string };

/** Does things one after the other, no matter who asks; each has an explanation. */
export class Turns {
  readonly #onChange: () => void;
  #busy: string | null = null;
  #waiting = 0;
  #explanation: Explanation;
  #last: Promise<void> = Promise.resolve();

  /** @param first the explanation before anything is done */
  constructor(first: string, onChange: () => void) {
    this.#explanation = { number: 0, text: first };
    this.#onChange = onChange;
  }

  /** What is being done right now; null: nothing. */
  get busy(): string | null {
    return this.#busy;
  }

  get explanation(): Explanation {
    return this.#explanation;
  }

  /**
   * Does something after everything that was requested before.
   *
   * @param work returns its explanation; null: there was nothing to do after all
   * @throws {NotNow} at once, if too many are waiting, and then nothing will be done.
   *   Later, whatever the work throws
   */
  take(what: string, work: () => Promise<string | null>): Promise<void> {
    if (this.#waiting >= MAX_WAITING) {
      const hint = "press again once some of them are done";
      throw new NotNow(`${MAX_WAITING} presses are waiting already`, hint);
    }
    this.#waiting++;
    const turn = this.#last.then(async () => {
      this.#waiting--;
      this.#busy = what;
      this.#onChange();
      try {
        const text = await work();
        if (text !== null)
          this.#explanation = { number: this.#explanation.number + 1, text };
      } finally {
        this.#busy = null;
      }
    });
    // A failed one must not block the next.
    this.#last = turn.catch(() => {});
    return turn;
  }
}
