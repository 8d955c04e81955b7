import { paragraph } from "../../shared/terminal/format.ts";
import { marks, style } from "../../shared/terminal/style.ts";
import type { Choice, OrderQuestion, Question, WordQuestion } from "../model/question.ts";
import { type Given, type Grade, type Presented, rightPlaces } from "./answer.ts";
import { numbered } from "./screens.ts";

/** What came of an answer, with the reasons of what was picked and of what is right. */
export function formatFeedback(
  presented: Presented,
  given: Given,
  result: Grade,
): string[] {
  const { question } = presented;
  return [
    "",
    formatResult(question, given, result),
    ...formatReasons(presented, given, result),
    "",
    ...paragraph(`See it: ${question.see}`),
  ];
}

function formatResult(question: Question, given: Given, result: Grade): string {
  if (question.kind === "self") {
    const had = given.kind === "picked" ? given.at.length : 0;
    const when = result === "right" ? "later" : "soon";
    return ` ${had} of ${question.points.length} points. It comes again ${when}.`;
  }
  if (result === "right") return ` ${style.green(marks.passed)} Right.`;
  if (question.kind === "several" && given.kind === "picked") {
    const wanted = rightPlaces(question);
    const hits = given.at.filter((at) => wanted.includes(at)).length;
    const others = given.at.length - hits;
    const more =
      others > 0 ? `, and ${others} that ${others === 1 ? "is" : "are"} not` : "";
    return ` ${style.red(marks.failed)} ${hits} of the ${wanted.length} that are right${more}.`;
  }
  const opening = given.kind === "not-sure" ? "Not sure, then" : "Not that";
  return ` ${style.red(marks.failed)} ${opening}: here is what is right, and why.`;
}

function formatReasons(presented: Presented, given: Given, result: Grade): string[] {
  const { question } = presented;
  if (question.kind === "self") return [];
  if (question.kind === "order") return formatOrder(question, presented.order);
  if (question.kind === "word") return formatWord(question, given, result);
  return formatChoices(question.choices, presented.order, given);
}

function formatOrder(question: OrderQuestion, order: readonly number[]): string[] {
  const steps = rightPlaces(question).flatMap((at) =>
    numbered(order.indexOf(at) + 1, question.steps[at] ?? ""),
  );
  return ["", ...steps, "", ...paragraph(question.because, 3)];
}

function formatWord(question: WordQuestion, given: Given, result: Grade): string[] {
  const text = given.kind === "word" ? given.text : "";
  const because = (word: string, why: string) => [
    "",
    ...paragraph(`"${word}": ${why}`, 3),
  ];
  if (result === "right") return because(text, question.because);
  const near = question.near.find(({ word }) => word === text);
  return [
    ...(near ? because(near.word, near.because) : []),
    ...because(question.answers[0], question.because),
  ];
}

function formatChoices(
  choices: readonly Choice[],
  order: readonly number[],
  given: Given,
): string[] {
  return order.flatMap((at, place) => {
    const choice = choices[at];
    const yours = given.kind === "picked" && given.at.includes(at);
    if (!choice || !(yours || choice.right)) return [];
    const whose = [...(yours ? ["yours"] : []), ...(choice.right ? ["right"] : [])];
    const known =
      choice.misconception && `a lesson's check catches it: ${choice.misconception}`;
    return [
      "",
      ...numbered(place + 1, `${whose.join(", ")}: ${choice.text}`),
      ...paragraph(choice.because, 6),
      ...(known ? paragraph(style.dim(known), 6) : []),
    ];
  });
}

/** Why each of the other choices is not it. */
export function formatOthers({ question, order }: Presented, given: Given): string[] {
  if (!("choices" in question)) return [];
  return order.flatMap((at, place) => {
    const choice = question.choices[at];
    const yours = given.kind === "picked" && given.at.includes(at);
    if (!choice || choice.right || yours) return [];
    return ["", ...numbered(place + 1, choice.text), ...paragraph(choice.because, 6)];
  });
}
