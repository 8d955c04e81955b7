import type { Question } from "../model/question.ts";
import { shuffled } from "./shuffle.ts";

/** A question as it stands on the screen: its lines in an order of their own. */
export type Presented = {
  question: Question;
  /** What stands at place 1, 2, 3 …, as indices into the question's own list. */
  order: readonly number[];
};

/** What somebody answered; the indices are those of the question's own list. */
export type Given =
  | { kind: "not-sure" }
  | { kind: "picked"; at: readonly number[] }
  | { kind: "word"; text: string };

/** `partly`: only oneself can grade like this. */
export type Grade = "right" | "partly" | "not right";

/** How many lines a question has to pick from; 0: it is answered by a word. */
export function linesOf(question: Question): readonly string[] {
  switch (question.kind) {
    case "one":
    case "several":
    case "predict":
      return question.choices.map(({ text }) => text);
    case "order":
      return question.steps;
    case "self":
      return question.points;
    case "word":
      return [];
  }
}

/** Puts a question on the screen. The same seed gives the same places. */
export function present(question: Question, seed: string): Presented {
  const { length } = linesOf(question);
  // What makes a good answer is best read in the order in which it was written.
  const order =
    question.kind === "self"
      ? Array.from({ length }, (_, at) => at)
      : shuffled(length, `${question.id} ${seed}`);
  return { question, order };
}

/** What may be typed, in words. */
export function describeInput({ kind, ...question }: Question): string {
  const count = "choices" in question ? question.choices.length : 0;
  const leave = "?: not sure; q: stop";
  switch (kind) {
    case "one":
    case "predict":
      return `1 to ${count}; ${leave}`;
    case "several":
      return `all that are right, like: 1 3; ${leave}`;
    case "order":
      return `all numbers in their order, like: 2 1 3; ${leave}`;
    case "word":
      return `one word or number; ${leave}`;
    case "self":
      return "the points it had, like: 1 3, or all, or none; q: stop";
  }
}

/** Reads what was typed; a text that says what is wrong if it can't be read. */
export function readAnswer({ question, order }: Presented, line: string): Given | string {
  const typed = line.trim();
  if (/^(\?|not[- ]?sure)$/i.test(typed)) return { kind: "not-sure" };
  if (question.kind === "word") {
    if (typed === "") return "There is no word in that.";
    if (/\s/.test(typed)) return "One word or number, please.";
    return { kind: "word", text: typed.toLowerCase() };
  }
  if (question.kind === "self") {
    if (/^none$/i.test(typed)) return { kind: "picked", at: [] };
    if (/^all$/i.test(typed)) return { kind: "picked", at: order };
  }
  const numbers = typed.split(/[\s,]+/).filter((part) => part !== "");
  const places = numbers.map(Number);
  const strange = numbers.find(
    (_, at) =>
      !Number.isInteger(places[at]) || order[(places[at] ?? 0) - 1] === undefined,
  );
  if (strange !== undefined) return `"${strange}" is none of 1 to ${order.length}.`;
  if (new Set(places).size < places.length) return "One number stands there twice.";
  return (
    checkCount(question.kind, places.length, order.length) ?? {
      kind: "picked",
      at: places.map((place) => order[place - 1] ?? 0),
    }
  );
}

function checkCount(kind: Question["kind"], typed: number, all: number): string | null {
  if (typed === 0) return "There is no number in that.";
  if ((kind === "one" || kind === "predict") && typed > 1) return "One number, please.";
  if (kind === "order" && typed < all) return `All ${all} numbers, please, each once.`;
  return null;
}

/** Grades an answer. */
export function grade(question: Question, given: Given): Grade {
  if (given.kind === "not-sure") return "not right";
  if (given.kind === "word") {
    const right = question.kind === "word" && question.answers.includes(given.text);
    return right ? "right" : "not right";
  }
  const { at } = given;
  if (question.kind === "self") {
    if (at.length === question.points.length) return "right";
    return at.length > 0 ? "partly" : "not right";
  }
  const wanted = rightPlaces(question);
  const same =
    question.kind === "order"
      ? wanted.every((index, place) => at[place] === index)
      : wanted.length === at.length && wanted.every((index) => at.includes(index));
  return same ? "right" : "not right";
}

/** The indices of what is right; of steps, all of them in their order. */
export function rightPlaces(question: Question): number[] {
  const all = linesOf(question).map((_, at) => at);
  return "choices" in question
    ? all.filter((at) => question.choices[at]?.right === true)
    : all;
}
