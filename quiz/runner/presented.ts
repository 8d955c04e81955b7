import type { Kind, Order, Problem, Reply } from "../kinds/kind.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Question } from "../model/question.ts";

/** A question as it stands on the screen: its lines in an order of their own. */
export type Presented = { question: Question; kind: Kind; order: Order };

/** Puts a question on the screen. The same seed gives the same places. */
export function present(question: Question, seed: string): Presented {
  const kind = kindOf(question);
  return { question, kind, order: kind.arrange(seed) };
}

/** Reads what was typed; says what is wrong if it can't be read. */
export function readReply({ kind, order }: Presented, line: string): Reply | Problem {
  const typed = line.trim();
  return /^(\?|not[- ]?sure)$/i.test(typed)
    ? { notSure: true }
    : kind.readReply(typed, order);
}
