import type { Hop } from "../core/hop.ts";

/** The hops as the balancer reports them. An answer may overtake its record: one waits. */
export class HopBook {
  readonly #hops = new Map<number, Hop>();
  readonly #waiting = new Map<number, (hop: Hop) => void>();

  add(hop: Hop): void {
    const waiting = this.#waiting.get(hop.number);
    this.#waiting.delete(hop.number);
    if (waiting) waiting(hop);
    else this.#hops.set(hop.number, hop);
  }

  /** Takes the record of one request out of the book, as soon as it is there. */
  async take(number: number): Promise<Hop> {
    const hop = this.#hops.get(number);
    this.#hops.delete(number);
    return hop ?? new Promise((resolve) => this.#waiting.set(number, resolve));
  }
}
