import type { Kind, Reply } from "../kinds/kind.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Done } from "./ask.ts";
import type { Deck } from "./decks.ts";
import type { Refusal } from "./refusal.ts";
import type { Result } from "./session.ts";

/** The result for a program: each question, what was replied to it, and what is right. */
export function formatJson(deck: Deck, { firsts, asked }: Result): string {
  const questions = firsts.map(describe);
  const right = firsts.filter(({ result }) => result === "right").length;
  return format({ deck: deck.name, asked, right, questions });
}

/** The same for what can't be done: always an object, so that a program can read it. */
export function formatJsonRefusal({ code, fact, fix }: Refusal): string {
  return format({ error: { code, fact, fix } });
}

function describe({ asked: { question }, reply, result }: Done): object {
  const kind = kindOf(question);
  return {
    id: question.id,
    kind: question.kind,
    tests: question.tests,
    text: question.ask,
    ...(question.code === undefined ? {} : { code: question.code }),
    reply: nameReply(kind, reply),
    key: nameReply(kind, kind.right),
    result,
    explanation: kind.explanation,
    see: question.see,
  };
}

/** In words, since numbers mean other choices each time; null: not sure. */
function nameReply({ lines }: Kind, reply: Reply): string | readonly string[] | null {
  if ("word" in reply) return reply.word;
  if ("picked" in reply) return reply.picked.map((at) => lines[at] ?? "");
  return null;
}

function format(value: object): string {
  return JSON.stringify(value, null, 2);
}
