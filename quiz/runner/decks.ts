import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Question, Quiz } from "../model/question.ts";

/** A deck: the quiz of a lesson ("03"), or of what belongs to no single lesson. */
export type Deck = { name: string; number: string; slug: string; quiz: Quiz };

/** A question, the deck that it belongs to, and why it is asked now, if nobody chose it. */
export type Asked = { question: Question; deck: Deck; why?: string };

const folder = new URL("../", import.meta.url);

/** All decks: every file of this folder, first those of the lessons. */
export async function listDecks(): Promise<Deck[]> {
  const names = readdirSync(fileURLToPath(folder))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
  return Promise.all(names.map(readDeck));
}

async function readDeck(name: string): Promise<Deck> {
  const { quiz }: { quiz: Quiz } = await import(new URL(`${name}.ts`, folder).href);
  const ofLesson = /^(\d\d)-(.+)$/.exec(name);
  const [, number = name, slug = name] = ofLesson ?? [];
  return { name, number, slug, quiz };
}

/** The questions of a deck; the first five are its short check. */
export function questionsOf(deck: Deck, short = false): Asked[] {
  const questions = short ? deck.quiz.questions.slice(0, 5) : deck.quiz.questions;
  return questions.map((question) => ({ question, deck }));
}

/** The lesson that a question sends its reader to, if it is one: "03". */
function lessonOf({ see }: Question): string | null {
  return /lessons?[ /](\d\d)/.exec(see)?.[1] ?? null;
}

/** The lessons that these questions send their readers to, the most frequent first. */
export function lessonsOf(questions: readonly Question[]): string[] {
  const counts = new Map<string, number>();
  for (const lesson of questions.flatMap((question) => lessonOf(question) ?? [])) {
    counts.set(lesson, (counts.get(lesson) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([lesson]) => lesson);
}
