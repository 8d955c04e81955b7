/** There is more to do than can be done in time. The shop answers 503, with Retry-After. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
  readonly code = "OVERLOADED";
}

/**
 * Lets a few pieces of slow work run at once. The others wait, each for a short time, so
 * that a flood of them is refused and does not make everybody wait.
 */
export class Bulkhead {
  readonly #atOnce: number;
  readonly #waitMilliseconds: number;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor({
    atOnce,
    waitMilliseconds,
  }: { atOnce: number; waitMilliseconds: number }) {
    this.#atOnce = atOnce;
    this.#waitMilliseconds = waitMilliseconds;
  }

  /** @throws {Overloaded} if its turn does not come in time; or what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      // Whoever waits longest takes over this place, and its count with it.
      const [next] = this.#waiting;
      if (next) next();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const take = () => {
        this.#waiting.delete(take);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(new Overloaded("too much to do"));
      }, this.#waitMilliseconds);
      this.#waiting.add(take);
    });
  }
}
