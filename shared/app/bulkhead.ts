/** There is more to do than can be done in time. The shop answers 503, with Retry-After. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
  readonly code = "OVERLOADED";
}

type Limits = { atOnce: number; waitMilliseconds: number };
type Start = () => void;

/**
 * Lets a few pieces of slow work run at once. The others wait, each for a short time, so
 * that a flood of them is refused and does not make everybody wait. Those for whom it is
 * done take turns: who asks for much waits behind those who ask for little.
 */
export class Bulkhead {
  readonly #limits: Limits;
  /** Who waits, in the order of their turns, and what each of them waits for. */
  readonly #waiting = new Map<string, Set<Start>>();
  #running = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * @param whose for whom it is done
   * @throws {Overloaded} if its turn does not come in time; or what the work throws
   */
  async run<T>(whose: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.atOnce) this.#running++;
    else await this.#turn(whose);
    try {
      return await work();
    } finally {
      // The next one takes over this place, and its count with it.
      const next = this.#next();
      if (next) next();
      else this.#running--;
    }
  }

  #turn(whose: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#remove(whose, start);
        reject(new Overloaded("too much to do"));
      }, this.#limits.waitMilliseconds);
      const theirs = this.#waiting.get(whose) ?? new Set();
      this.#waiting.set(whose, theirs.add(start));
    });
  }

  #next(): Start | undefined {
    const [first] = this.#waiting;
    if (!first) return undefined;
    const [whose, theirs] = first;
    const [start] = theirs;
    if (start) this.#remove(whose, start);
    // A client that had its turn waits behind the others for the next one.
    if (this.#waiting.delete(whose)) this.#waiting.set(whose, theirs);
    return start;
  }

  #remove(whose: string, start: Start): void {
    const theirs = this.#waiting.get(whose);
    theirs?.delete(start);
    if (theirs?.size === 0) this.#waiting.delete(whose);
  }
}
