import { NotNow } from "./not-now.ts";

/** So many wait for their turn, beside the one that is being done. */
const MAX_WAITING = 20;

/** What just happened, and why it differs between the columns. */
export type Explanation = { number: number; text: string };

/** Things are done one after the other, no matter who asks; each has an explanation. */
export class Turns {
  readonly #onChange: () => void;
  #busy: string | null = null;
  #waiting = 0;
  #explanation: Explanation;
  #last: Promise<void> = Promise.resolve();

  /** @param first what stands there before anything is done */
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
   * Does something after whatever was asked for before.
   *
   * @param work gives its explanation; null: there was nothing to do after all
   * @throws {NotNow} at once, if too many wait already: then nothing will be done. Later,
   *   whatever the work throws
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
    // One that failed must not keep the next from its turn.
    this.#last = turn.catch(() => {});
    return turn;
  }
}
