/** What somebody replied; the indices are those of the question's own list. */
export type Reply = { notSure: true } | { picked: readonly number[] } | { word: string };

/** `partly`: only oneself can grade like this. */
export type Grade = "right" | "partly" | "not right";

/** What is on the screen at place 1, 2, 3 …, as indices into the question's own list. */
export type Order = readonly number[];

/** What is wrong with a reply that can't be read, in words. */
export type Problem = { problem: string };

/** What is said about a reply, in lines for the screen. */
export type Feedback = {
  /** How it was graded, in one line. */
  result: string;
  /** The reasons of what was replied, and of what is right. */
  reasons: readonly string[];
  /** Why each of the other choices is not it; shown to those who ask. */
  others: readonly string[];
};

/** Why one answer is right or not, for a program that reads the result. */
export type Reason = { answer: string; right: boolean; because: string };

/** All that the quiz asks of one question and that differs between the kinds. */
export type Kind = {
  /** The list to pick from, in the question's own order; empty: the reply is a word. */
  readonly lines: readonly string[];
  /** Puts the lines in the order of the screen. The same seed gives the same order. */
  arrange(seed: string): Order;
  /** A model answer: people see it, and only then the lines, before they reply. */
  readonly model?: string;
  /** Whether a class can vote: each line is one opinion. */
  readonly takesVotes: boolean;
  /** What may be typed, in words. */
  readonly input: string;
  /** The beliefs behind its wrong answers, by the slugs of the lessons' checks. */
  readonly misconceptions: readonly string[];
  /** Reads what was typed; "not sure" was handled before. */
  readReply(typed: string, order: Order): Reply | Problem;
  grade(reply: Reply): Grade;
  /** The reply that is right. */
  readonly right: Reply;
  giveFeedback(reply: Reply, order: Order): Feedback;
  /** For a program that reads the result: one reason, or one for each answer. */
  readonly explanation: string | readonly Reason[];
};

/** The indices that were picked; none where somebody was not sure. */
export function pickedOf(reply: Reply): readonly number[] {
  return "picked" in reply ? reply.picked : [];
}

/** The word that was typed; an empty one where somebody was not sure. */
export function wordOf(reply: Reply): string {
  return "word" in reply ? reply.word : "";
}
