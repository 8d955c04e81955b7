import { paragraph } from "../../shared/terminal/format.ts";
import { style, WIDTH } from "../../shared/terminal/style.ts";
import { linesOf, type Presented } from "./answer.ts";
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

/** A line of a list, with the number to type for it. */
export function numbered(number: number, text: string): string[] {
  const [first = "", ...rest] = paragraph(text, 6).map((line) => line.slice(6));
  return [
    `   ${String(number).padEnd(3)}${first}`,
    ...rest.map((line) => `      ${line}`),
  ];
}
