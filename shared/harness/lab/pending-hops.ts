import { LabError } from "../core/errors.ts";
import type { Hop } from "../core/hop.ts";

const RECORD_TIMEOUT_MS = 5_000;
/**
 * A browser that gives up on a request never takes its record; beyond this many, records
 * are dropped.
 */
const MAX_UNTAKEN = 1_000;

/**
 * The hops as the balancer reports them. An answer can overtake its record, so browsers
 * wait for it.
 */
export class PendingHops {
  readonly #hops = new Map<number, Hop>();
  readonly #waiting = new Map<number, (hop: Hop) => void>();

  add(hop: Hop): void {
    const waiting = this.#waiting.get(hop.number);
    this.#waiting.delete(hop.number);
    if (waiting) {
      waiting(hop);
      return;
    }
    this.#hops.set(hop.number, hop);
    const [oldest] = this.#hops.keys();
    if (this.#hops.size > MAX_UNTAKEN && oldest !== undefined) this.#hops.delete(oldest);
  }

  /**
   * Takes out the record of one request, as soon as it is there.
   *
   * @throws {LabError} SERVER_DIED if it never comes, because the balancer has ended
   */
  async take(number: number): Promise<Hop> {
    const hop = this.#hops.get(number);
    this.#hops.delete(number);
    return hop ?? this.#wait(number);
  }

  #wait(number: number): Promise<Hop> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(number);
        const hint = "run it again";
        reject(
          new LabError("SERVER_DIED", "the balancer ended in mid-request", { hint }),
        );
      }, RECORD_TIMEOUT_MS);
      this.#waiting.set(number, (hop) => {
        clearTimeout(timer);
        resolve(hop);
      });
    });
  }
}
