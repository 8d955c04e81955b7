import type { Concept } from "./concepts.ts";

/** One of the answers to choose from. */
export type Choice = {
  text: string;
  /** Of a wrong one: why somebody believes it, and what would make it true. */
  because: string;
  right?: true;
  /** The belief behind a wrong one, if a lesson's check catches it: the check's slug. */
  misconception?: string;
};

type Common = {
  /** Never given to another question: what a learner answered is remembered under it. */
  id: string;
  tests: readonly [Concept, ...Concept[]];
  ask: string;
  /** Code or requests that stand below the question, at most 70 columns wide. */
  code?: string;
  /** The command, or the place in the workbook, that shows the answer. */
  see: string;
};

/** One choice is right. */
export type OneQuestion = Common & { kind: "one"; choices: readonly Choice[] };

/** Some choices are right, at least one and not all. */
export type SeveralQuestion = Common & { kind: "several"; choices: readonly Choice[] };

/** What happens? The tests run it on the lab, and compare. */
export type PredictQuestion = Common & {
  kind: "predict";
  /** `is`: what the experiment gives if this is what happens. */
  choices: readonly (Choice & { is: string })[];
};

/** Steps to put in order; they stand here in the right one. */
export type OrderQuestion = Common & {
  kind: "order";
  steps: readonly string[];
  because: string;
};

/** One word that completes a sentence. */
export type WordQuestion = Common & {
  kind: "word";
  /** Every spelling that counts, in lower case; the first one is shown. */
  answers: readonly [string, ...string[]];
  /** Words that a thoughtful person might give, with what is wrong about each. */
  near: readonly { word: string; because: string; misconception?: string }[];
  because: string;
};

/** Answered aloud or on paper, compared with a model answer, and graded by oneself. */
export type SelfQuestion = Common & {
  kind: "self";
  /** The model answer, as one would say it. */
  model: string;
  /** What a good answer contains, each to be ticked by itself. */
  points: readonly string[];
};

export type Question =
  | OneQuestion
  | SeveralQuestion
  | PredictQuestion
  | OrderQuestion
  | WordQuestion
  | SelfQuestion;

/** A deck: its first five questions are the short check. */
export type Quiz = {
  title: string;
  /** One sentence: what somebody can do who answers all of it. */
  about: string;
  questions: readonly Question[];
};
