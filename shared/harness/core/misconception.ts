/** A belief that a check disproves: what it looks like, and what is true instead. */
export type Misconception = {
  /** What users can rely on: the check's own sentence, shown next to its mark. */
  promise: string;
  /** What the code of a student who believes it does, as a phrase. */
  writes: string;
  /** What users (or attackers) see as a result, in one sentence. */
  happens: string;
  /** What is true instead, in one sentence. */
  truth: string;
  /** A question that helps a student find it out. */
  ask: string;
  /**
   * Where the rule comes from: an RFC and its section, OWASP, a vendor's documentation.
   */
  source: string;
};

/** By slug, which is also the name of the check that catches the misconception. */
export type Misconceptions = Readonly<Record<string, Misconception>>;

/** The slugs of some misconceptions. */
export type SlugOf<M extends Misconceptions> = Extract<keyof M, string>;
