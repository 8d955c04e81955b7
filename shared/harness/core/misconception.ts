/** A belief that a check disproves: what it looks like, and what is true instead. */
export type Misconception = {
  /** What users may rely on: the check's own sentence, which stands beside its mark. */
  promise: string;
  /** What a student's code does who holds it, as a phrase. */
  writes: string;
  /** What users, or those who attack them, see then, in one sentence. */
  happens: string;
  /** What is true instead, in one sentence. */
  truth: string;
  /** A question by which a student finds it out. */
  ask: string;
  /** Where the rule comes from: an RFC and its section, OWASP, a vendor's documentation. */
  source: string;
};

/** By slug, which is also the name of the check that catches it. */
export type Misconceptions = Readonly<Record<string, Misconception>>;

/** The slugs of some misconceptions. */
export type SlugOf<M extends Misconceptions> = Extract<keyof M, string>;
