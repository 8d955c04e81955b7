import { createHash } from "node:crypto";
import {
  type CardInput,
  createEmptyCard,
  fsrs,
  generatorParameters,
  Rating,
} from "ts-fsrs";
import * as v from "valibot";
import { Records } from "../../shared/course/records.ts";
import type { Grade } from "../kinds/kind.ts";
import type { Question } from "../model/question.ts";

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);

// What ts-fsrs keeps of a question: how well it sits, and when to ask it again.
const Card = v.object({
  due: time,
  stability: v.number(),
  difficulty: v.number(),
  elapsed_days: v.number(),
  scheduled_days: v.number(),
  learning_steps: v.number(),
  reps: v.number(),
  lapses: v.number(),
  state: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3)),
  last_review: v.nullable(time),
});

const Remembered = v.object({
  version: v.literal(1),
  /** Of the question's text: when it has changed, it is a new question. */
  fingerprint: v.string(),
  /** Whether the last time it was right at the first try. */
  right: v.boolean(),
  at: time,
  card: Card,
});
export type Remembered = v.InferOutput<typeof Remembered>;

const records = new Records<Remembered>("quiz", Remembered, "quiz answers");

// In whole days: a question that was missed comes again tomorrow, not in ten minutes.
const scheduler = fsrs(
  generatorParameters({ enable_short_term: false, enable_fuzz: false }),
);
const ratings = {
  right: Rating.Good,
  partly: Rating.Hard,
  "not right": Rating.Again,
} as const;

/** What is remembered of a question; null if nobody has replied to it as it now stands. */
export function recall(question: Question): Remembered | null {
  const remembered = records.read(question.id);
  return remembered?.fingerprint === fingerprintOf(question) ? remembered : null;
}

/** Remembers how the first reply to a question was graded; gives when it comes again. */
export function remember(question: Question, result: Grade, now: Date): Date {
  const before: CardInput = recall(question)?.card ?? createEmptyCard(now);
  const { card } = scheduler.next(before, now, ratings[result]);
  records.write(question.id, {
    version: 1,
    fingerprint: fingerprintOf(question),
    right: result === "right",
    at: now,
    card: { ...card, last_review: card.last_review ?? null },
  });
  return card.due;
}

/** Whether there was ever a reply to anything: reading every question's file takes a moment. */
export function remembersAnything(): boolean {
  return records.names.length > 0;
}

function fingerprintOf(question: Question): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("hex").slice(0, 16);
}
