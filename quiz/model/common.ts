import type { Concept } from "./concepts.ts";

/** What a question has, whatever its kind. */
export type Common = {
  /** Never given to another question: what a learner replied is remembered under it. */
  id: string;
  /** The first one is its subject. */
  tests: readonly [Concept, ...Concept[]];
  ask: string;
  /** Code or requests that stand below the question, at most 70 columns wide. */
  code?: string;
  /** The command, or the place in the workbook, that shows the answer. */
  see: string;
};
