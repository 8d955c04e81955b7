import type { PageMoment } from "../protocol.ts";

/** So many of each kind are kept; a page that comes later sees no more. */
const MAX_OF_A_KIND = 100;

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/**
 * What happened, the last of it, for every page that looks. What somebody did is kept apart
 * from roll calls and traffic: a minute of these would push it out.
 */
export class MomentRecord {
  readonly #kept = new Map<string, PageMoment[]>();
  #lastId = 0;
  readonly #listeners = new Set<(moment: PageMoment) => void>();

  /** The last of every kind, in the order in which they happened. */
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

  /** Hears of each moment from now on; gives what ends that. */
  listen(listener: (moment: PageMoment) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function kindOf(moment: PageMoment): string {
  if (moment.kind === "event" || moment.purpose === "scenario") return "story";
  return moment.purpose;
}
