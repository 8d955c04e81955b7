import type { PageMoment } from "../protocol.ts";

/** How many of each kind are kept; a page that connects later sees no more. */
const MAX_OF_A_KIND = 100;

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/**
 * The latest events, for every page that is watching. What someone did is kept apart from
 * roll calls and traffic, because a minute of these would push it out.
 */
export class MomentRecord {
  readonly #kept = new Map<string, PageMoment[]>();
  #lastId = 0;
  readonly #listeners = new Set<(moment: PageMoment) => void>();

  /** The latest of every kind, in the order in which they happened. */
  get recent(): PageMoment[] {
    return [...this.#kept.values()].flat().sort((one, other) => one.id - other.id);
  }

  add(moment: WithoutId<PageMoment>): void {
    const numbered: PageMoment = { ...moment, id: ++this.#lastId };
    const kind = kindOf(numbered);
    const kept = this.#kept.get(kind) ?? [];
    this.#kept.set(kind, [...kept, numbered].slice(-MAX_OF_A_KIND));
    for (const listener of this.#listeners) listener(numbered);
  }

  /** Calls the listener on each moment from now on; returns a function that ends this. */
  listen(listener: (moment: PageMoment) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function kindOf(moment: PageMoment): string {
  if (moment.kind === "event" || moment.purpose === "scenario") return "story";
  return moment.purpose;
}
