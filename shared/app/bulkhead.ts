/** There's too much to do in the time. The shop answers 503, with Retry-After. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
  readonly code = "OVERLOADED";
}

type Limits = { atOnce: number; waitMilliseconds: number };
type Start = () => void;

/**
 * Runs a few pieces of slow work at once. The others wait, each for a short time, so a
 * flood is refused instead of making everyone wait. The users it works for take turns:
 * one who asks for a lot waits behind those who ask for little.
 */
export class Bulkhead {
  readonly #limits: Limits;
  /** Who is waiting, in order of their turns, and the work each one has waiting. */
  readonly #waiting = new Map<string, Set<Start>>();
  #running = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * @param whose who the work is done for
   * @throws {Overloaded} if its turn doesn't come in time; also anything the work throws
   */
  async run<T>(whose: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.atOnce) this.#running++;
    else await this.#turn(whose);
    try {
      return await work();
    } finally {
      // The next one takes over this place, so the count doesn't change.
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
    // A client that just had a turn goes to the back of the line.
    if (this.#waiting.delete(whose)) this.#waiting.set(whose, theirs);
    return start;
  }

  #remove(whose: string, start: Start): void {
    const theirs = this.#waiting.get(whose);
    theirs?.delete(start);
    if (theirs?.size === 0) this.#waiting.delete(whose);
  }
}
