import type { Hop, HopMoment, Moment } from "./hop.ts";

export type RequestUnderWay = { atOnce: boolean };

type HopDetails = {
  /** The account that the answer greets, if it greets one. */
  greets?: string | undefined;
  atOnce?: boolean;
  /** The cookies in the answer that the browser dropped. */
  dropped?: string[];
  /** Why a cookie that a response had set wasn't sent with it, as a sentence. */
  heldBack?: string | null;
  /** Whether one of our faults had taken the store down by then. */
  storeDown?: boolean;
};

/** What happened, in order: one timeline per check, demo or wall. */
export class Timeline {
  readonly #moments: Moment[] = [];
  readonly #listener: ((moment: Moment) => void) | undefined;
  readonly #underWay = new Set<RequestUnderWay>();

  /** @param listener called with each moment as it happens */
  constructor(listener?: (moment: Moment) => void) {
    this.#listener = listener;
  }

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  get hops(): number {
    return this.#moments.filter(({ kind }) => kind === "hop").length;
  }

  /** A request goes out. It overlaps with every request that is in progress then. */
  beginRequest(): RequestUnderWay {
    const request = { atOnce: this.#underWay.size > 0 };
    for (const other of this.#underWay) other.atOnce = true;
    this.#underWay.add(request);
    return request;
  }

  /** The request's answer has come, or never will. */
  endRequest(request: RequestUnderWay): void {
    this.#underWay.delete(request);
  }

  addHop(
    hop: Hop,
    note: string,
    {
      greets,
      atOnce = false,
      dropped = [],
      heldBack = null,
      storeDown = false,
    }: HopDetails = {},
  ): void {
    const moment: HopMoment = { kind: "hop", hop, note };
    if (greets !== undefined) moment.greets = greets;
    if (atOnce) moment.atOnce = true;
    if (dropped.length > 0) moment.dropped = dropped;
    if (heldBack !== null) moment.heldBack = heldBack;
    if (storeDown) moment.storeDown = true;
    this.#add(moment);
  }

  addEvent(text: string): void {
    this.#add({ kind: "event", text });
  }

  /** Copies the moments of another record: two checks can look at the same event. */
  recall(earlier: Timeline): void {
    for (const moment of earlier.moments) this.#add({ ...moment });
  }

  /** Drops what has happened so far: it was preparation, or a failed try. */
  forget(): void {
    this.#moments.length = 0;
  }

  /** Marks the hop where something else was expected. */
  markExpected(number: number, expected: string): void {
    for (const moment of this.#moments) {
      if (moment.kind === "hop" && moment.hop.number === number)
        moment.expected = expected;
    }
  }

  #add(moment: Moment): void {
    this.#moments.push(moment);
    this.#listener?.(moment);
  }
}

/**
 * The last few moments that show a failure, up to and including the marked hop. Of hops
 * that repeat each other, as when the check waits for something, only the last is kept.
 */
export function lastMoments(moments: readonly Moment[], most: number): readonly Moment[] {
  const marked = moments.findLastIndex(
    (moment) => moment.kind === "hop" && moment.expected !== undefined,
  );
  const upTo = marked < 0 ? moments : moments.slice(0, marked + 1);
  const different = upTo.filter((moment, at) => !repeats(moment, upTo[at + 1]));
  return different.slice(-most);
}

function repeats(moment: Moment, next: Moment | undefined): boolean {
  if (moment.kind !== "hop" || next?.kind !== "hop") return false;
  const key = ({ hop, note }: typeof moment) =>
    [hop.method, hop.path, hop.status, hop.server, note].join(" ");
  return key(moment) === key(next);
}
