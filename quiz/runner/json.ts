import type { Deck } from "./decks.ts";
import type { Result } from "./session.ts";

/** The result for a program: which questions were right. Nothing in it gives answers away. */
export function formatJson(deck: Deck, { firsts, asked }: Result): string {
  const questions = firsts.map(({ asked: { question }, result }) => ({
    id: question.id,
    kind: question.kind,
    tests: question.tests,
    result,
  }));
  const right = questions.filter(({ result }) => result === "right").length;
  return JSON.stringify({ deck: deck.name, asked, right, questions }, null, 2);
}
