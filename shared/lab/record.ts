import type { PageMoment } from "./wire.ts";

/** So many lines are kept; a page that comes later sees no more. */
const MOST_MOMENTS = 200;

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** What happened, the last lines of it, for every page that looks. */
export class MomentRecord {
  #moments: PageMoment[] = [];
  #lastId = 0;
  readonly #listeners = new Set<(moment: PageMoment) => void>();

  get recent(): readonly PageMoment[] {
    return this.#moments;
  }

  add(moment: WithoutId<PageMoment>): void {
    const numbered: PageMoment = { ...moment, id: ++this.#lastId };
    this.#moments.push(numbered);
    if (this.#moments.length > MOST_MOMENTS) this.#moments.shift();
    for (const listener of this.#listeners) listener(numbered);
  }

  /** Hears of each moment from now on; gives what ends that. */
  listen(listener: (moment: PageMoment) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
