import { listLessons, readLesson } from "../../shared/course/catalogue.ts";
import { type Guess, readMark } from "../../shared/course/progress.ts";
import type { Prediction } from "../../shared/harness/core/lesson.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Question } from "../model/question.ts";
import { type Asked, type Deck, questionsOf } from "./decks.ts";
import { recall } from "./memory.ts";
import { formatAgo } from "./score.ts";

/** What brings a question up: the learner's own code or guess, or the calendar. */
export type Source = "code" | "guess" | "calendar";

/** A question that should be asked now, and why. */
export type Due = Asked & { why: string; source: Source };

type Evidence = { at: Date; why: string; source: Source };

/** What the learner's own code and guesses have shown, and when. */
export type Shown = {
  /** By slug: the beliefs that a failing check has named. */
  misconceptions: ReadonlyMap<string, Evidence>;
  /** By concept: where a prediction was not what came. */
  concepts: ReadonlyMap<string, Evidence>;
};

/** Reads from the lessons' progress what the quiz should come back to. */
export async function readShown(): Promise<Shown> {
  const misconceptions = new Map<string, Evidence>();
  const concepts = new Map<string, Evidence>();
  for (const entry of listLessons()) {
    const where = `lesson ${entry.number}`;
    const { named, guesses } = readMark(entry.name);
    for (const [slug, at] of Object.entries(named)) {
      const why = `in ${where} a check named this in your code: ${slug}`;
      keepNewest(misconceptions, slug, { at: new Date(at), why, source: "code" });
    }
    if (Object.keys(guesses).length === 0) continue;
    const { predictions } = await readLesson(entry);
    for (const [at, prediction] of predictions.entries()) {
      const guess = guesses[at];
      if (guess?.at === undefined || cameTrue(guess, prediction)) continue;
      const why = `in ${where} ${describeGuess(guess, prediction)}`;
      const evidence = { at: new Date(guess.at), why, source: "guess" } as const;
      keepNewest(concepts, prediction.concept, evidence);
    }
  }
  return { misconceptions, concepts };
}

// What is measured on the learner's own code need not be what the prediction's key says.
function cameTrue({ said, measured }: Guess, { answer, choices }: Prediction): boolean {
  if (said === null) return false;
  return said === answer || Number.parseFloat(choices[said] ?? "") === measured;
}

function describeGuess({ said, measured }: Guess, prediction: Prediction): string {
  const guessed = said === null ? "weren't sure" : `said ${prediction.choices[said]}`;
  return `you ${guessed}, and it was ${measured} (${prediction.measures})`;
}

function keepNewest(all: Map<string, Evidence>, name: string, evidence: Evidence): void {
  const before = all.get(name);
  if (!before || before.at < evidence.at) all.set(name, evidence);
}

/**
 * What should be asked now: first what the learner's own code or guesses have shown since
 * they were last asked, then what is due by the calendar, the longest due first.
 */
export function findDue(decks: readonly Deck[], shown: Shown, now: Date): Due[] {
  const asked = decks.flatMap((deck) => questionsOf(deck));
  const fresh = asked.flatMap((each) => {
    const evidence = findEvidence(each.question, shown);
    return evidence ? [{ ...each, why: evidence.why, source: evidence.source }] : [];
  });
  const known = new Set(fresh.map(({ question }) => question));
  const byCalendar = asked
    .filter(({ question }) => !known.has(question))
    .flatMap((each) => {
      const remembered = recall(each.question);
      return remembered && remembered.card.due <= now ? [{ each, remembered }] : [];
    })
    .sort(
      (one, other) => Number(one.remembered.card.due) - Number(other.remembered.card.due),
    )
    .map(({ each, remembered: { at, right } }) => {
      const how = right ? "was right" : "wasn't right yet";
      const why = `your first answer ${formatAgo(at, now)} ${how}, and it is due again`;
      return { ...each, why, source: "calendar" as const };
    });
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

/** The newest that was shown since the last reply; undefined: nothing. */
function findEvidence(
  question: Question,
  { misconceptions, concepts }: Shown,
): Evidence | undefined {
  const replied = recall(question)?.at ?? new Date(0);
  return [
    ...kindOf(question).misconceptions.map((slug) => misconceptions.get(slug)),
    ...question.tests.map((concept) => concepts.get(concept)),
  ]
    .filter((evidence) => evidence !== undefined && evidence.at > replied)
    .sort((one, other) => Number(other?.at) - Number(one?.at))[0];
}
