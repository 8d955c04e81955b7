import { listLessons, readLesson } from "../../shared/course/catalogue.ts";
import { readMark } from "../../shared/course/progress.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Question } from "../model/question.ts";
import { type Asked, type Deck, questionsOf } from "./decks.ts";
import { recall } from "./memory.ts";

/** What the learner's own code and guesses have shown, and when. */
export type Shown = {
  /** By slug: the beliefs that a failing check has named. */
  misconceptions: ReadonlyMap<string, Date>;
  /** By concept: where a prediction was not what came. */
  concepts: ReadonlyMap<string, Date>;
};

/** Reads from the lessons' progress what the quiz should come back to. */
export async function readShown(): Promise<Shown> {
  const misconceptions = new Map<string, Date>();
  const concepts = new Map<string, Date>();
  for (const entry of listLessons()) {
    const { named, guesses } = readMark(entry.name);
    for (const [slug, at] of Object.entries(named)) keepNewest(misconceptions, slug, at);
    if (Object.keys(guesses).length === 0) continue;
    const { predictions } = await readLesson(entry);
    for (const [at, prediction] of predictions.entries()) {
      const guess = guesses[at];
      if (guess?.at === undefined || guess.said === prediction.answer) continue;
      keepNewest(concepts, prediction.concept, guess.at);
    }
  }
  return { misconceptions, concepts };
}

function keepNewest(times: Map<string, Date>, name: string, at: string): void {
  const before = times.get(name);
  const time = new Date(at);
  if (!before || before < time) times.set(name, time);
}

/**
 * What should be asked now: first what the learner's own code or guesses have shown since
 * they were last asked, then what is due by the calendar, the longest due first.
 */
export function findDue(decks: readonly Deck[], shown: Shown, now: Date): Asked[] {
  const asked = decks.flatMap((deck) => questionsOf(deck));
  const fresh = asked.filter(({ question }) => wasShown(question, shown));
  const byCalendar = asked
    .filter((each) => !fresh.includes(each))
    .map((each) => ({ each, due: recall(each.question)?.card.due }))
    .filter(({ due }) => due !== undefined && due <= now)
    .sort((one, other) => Number(one.due) - Number(other.due))
    .map(({ each }) => each);
  return [...fresh, ...byCalendar];
}

/** When the next question is due that is not due now; null if there is none. */
export function findNext(decks: readonly Deck[], now: Date): Date | null {
  const times = decks
    .flatMap((deck) => deck.quiz.questions)
    .map((question) => recall(question)?.card.due)
    .filter((due) => due !== undefined && due > now);
  return times.sort((one, other) => Number(one) - Number(other))[0] ?? null;
}

function wasShown(question: Question, { misconceptions, concepts }: Shown): boolean {
  const replied = recall(question)?.at ?? new Date(0);
  const times = [
    ...kindOf(question).misconceptions.map((slug) => misconceptions.get(slug)),
    ...question.tests.map((concept) => concepts.get(concept)),
  ];
  return times.some((time) => time !== undefined && time > replied);
}
