import { paragraph } from "../../shared/runner/format.ts";
import { marks, style, WIDTH } from "../../shared/runner/style.ts";
import type { Question } from "../model/question.ts";
import {
  type Given,
  type Grade,
  linesOf,
  type Presented,
  rightPlaces,
} from "./answer.ts";
import type { Asked } from "./decks.ts";

/** The head of a screen: what it is, and how far one is. */
export function formatHead({ deck }: Asked, position: string): string {
  const left = ` Quiz · ${titleOf(deck)}`;
  const gap = Math.max(2, WIDTH - 1 - left.length - position.length);
  return `${style.bold(left)}${" ".repeat(gap)}${position}`;
}

/** "03 · Redis sessions", or "Cookies". */
export function titleOf({ number, name, quiz }: Asked["deck"]): string {
  return number === name ? quiz.title : `${number} · ${quiz.title}`;
}

/** The question, its code, and what there is to pick from. */
export function formatQuestion(presented: Presented): string[] {
  const { question } = presented;
  const lines = ["", ...paragraph(question.ask), ""];
  if (question.code !== undefined) {
    lines.push(...question.code.split("\n").map((line) => `     ${line}`.trimEnd()), "");
  }
  // Whoever sees the points of a good answer needs no answer of their own.
  if (question.kind !== "self") lines.push(...formatLines(presented));
  return lines;
}

function formatLines({ question, order }: Presented): string[] {
  const texts = linesOf(question);
  const lines = order.flatMap((at, place) => numbered(place + 1, texts[at] ?? ""));
  return lines.length > 0 ? [...lines, ""] : [];
}

/** The model answer, and the points to compare one's own with. */
export function formatModel(presented: Presented): string[] {
  const { question } = presented;
  if (question.kind !== "self") return [];
  return [
    "",
    style.bold(" One good answer:"),
    "",
    ...paragraph(question.model, 3),
    "",
    " Which of these had yours?",
    "",
    ...formatLines(presented),
  ];
}

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
    return ` ${had} of ${question.points.length} points. It comes again ${result === "right" ? "later" : "soon"}.`;
  }
  if (result === "right") return ` ${style.green(marks.passed)} Right.`;
  const opening = given.kind === "not-sure" ? "Not sure, then" : "Not that";
  return ` ${style.red(marks.failed)} ${opening}: here is what happens, and why.`;
}

function formatReasons(presented: Presented, given: Given, result: Grade): string[] {
  const { question, order } = presented;
  switch (question.kind) {
    case "self":
      return [];
    case "order":
      return [
        ...rightPlaces(question).flatMap((at) =>
          numbered(order.indexOf(at) + 1, question.steps[at] ?? ""),
        ),
        "",
        ...paragraph(question.because, 3),
      ];
    case "word": {
      const text = given.kind === "word" ? given.text : "";
      const near =
        result === "right" ? undefined : question.near.find(({ word }) => word === text);
      const word = result === "right" ? text : question.answers[0];
      return [
        ...(near ? ["", ...paragraph(`"${near.word}": ${near.because}`, 3)] : []),
        "",
        ...paragraph(`"${word}": ${question.because}`, 3),
      ];
    }
    default: {
      const picked = given.kind === "picked" ? given.at : [];
      const right = rightPlaces(question);
      const told = order.filter((at) => picked.includes(at) || right.includes(at));
      return told.flatMap((at) => {
        const choice = question.choices[at];
        if (!choice) return [];
        const whose = [picked.includes(at) ? "yours" : "", choice.right ? "right" : ""];
        const label = whose.filter((text) => text !== "").join(", ");
        const head = `${label}: ${choice.text}`;
        const slug =
          choice.misconception && !choice.right
            ? [`known as: ${choice.misconception}`]
            : [];
        return [
          "",
          ...numbered(order.indexOf(at) + 1, head),
          ...paragraph(choice.because, 6),
          ...slug.flatMap((text) => paragraph(style.dim(text), 6)),
        ];
      });
    }
  }
}

/** Why each of the other choices is not it. */
export function formatOthers({ question, order }: Presented, given: Given): string[] {
  if (!("choices" in question)) return [];
  const picked = given.kind === "picked" ? given.at : [];
  return order.flatMap((at) => {
    const choice = question.choices[at];
    if (!choice || choice.right || picked.includes(at)) return [];
    return [
      "",
      ...numbered(order.indexOf(at) + 1, choice.text),
      ...paragraph(choice.because, 6),
    ];
  });
}

function numbered(number: number, text: string): string[] {
  const [first = "", ...rest] = paragraph(text, 6).map((line) => line.slice(6));
  return [
    `   ${String(number).padEnd(3)}${first}`,
    ...rest.map((line) => `      ${line}`),
  ];
}
