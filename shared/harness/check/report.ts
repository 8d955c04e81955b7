import type { Moment } from "../core/hop.ts";

/** How one check ended. */
export type Outcome =
  | { kind: "passed" }
  /** The learner's work is not right yet. */
  | {
      kind: "failed";
      happened: string;
      /** The misconception that the evidence shows; null if it doesn't point to any. */
      misconception: string | null;
      /** What the servers printed last. */
      printed: readonly string[];
    }
  /** It ran into a task that hasn't been done yet. */
  | { kind: "todo"; task: number; what: string }
  /** An earlier check hasn't passed. */
  | { kind: "waiting" }
  /** A stretch task that hasn't been touched. */
  | { kind: "untouched" }
  /** The lab broke, so nothing can be said about the learner's code. */
  | { kind: "undecided"; code: string; fact: string; hint: string };

/** What the judge reports about one check. */
export type CheckReport = {
  slug: string;
  sentence: string;
  outcome: Outcome;
  hops: number;
  /** What happened, for the screen of a failure. */
  moments: readonly Moment[];
  /**
   * What Redis contains after it, in lines for the screen: only if asked for and changed.
   */
  store?: readonly string[] | undefined;
};
