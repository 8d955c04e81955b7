import { paragraph } from "../../shared/terminal/format.ts";
import { style, WIDTH } from "../../shared/terminal/style.ts";
import { numbered } from "../kinds/numbered.ts";
import type { Asked } from "./decks.ts";
import type { Presented } from "./presented.ts";

/** The head of a screen: what it is, and how far one is. */
export function formatHead({ deck }: Asked, position: string): string {
  const left = ` Quiz · ${titleOf(deck)}`;
  const gap = Math.max(2, WIDTH - 1 - left.length - position.length);
  return `${style.bold(left)}${" ".repeat(gap)}${position}`;
}

/** Why a question is asked that nobody has chosen. */
export function formatWhy({ why }: Asked): string[] {
  return why === undefined
    ? []
    : paragraph(`Asked because ${why}.`).map((line) => style.dim(line));
}

/** "03 · Redis sessions", or "Cookies". */
export function titleOf({ number, name, quiz }: Asked["deck"]): string {
  return number === name ? quiz.title : `${number} · ${quiz.title}`;
}

/** The question, its code, and what there is to pick from. */
export function formatQuestion(presented: Presented): string[] {
  const { question, kind } = presented;
  const lines = ["", ...paragraph(question.ask), ""];
  if (question.code !== undefined) {
    lines.push(...question.code.split("\n").map((line) => `     ${line}`.trimEnd()), "");
  }
  // Nobody thinks of an answer of their own once they see what a good one contains.
  if (kind.model === undefined) lines.push(...formatLines(presented));
  return lines;
}

function formatLines({ kind, order }: Presented): string[] {
  const lines = order.flatMap((at, place) => numbered(place + 1, kind.lines[at] ?? ""));
  return lines.length > 0 ? [...lines, ""] : [];
}

/** The model answer, and the points to compare one's own with. */
export function formatModel(model: string, presented: Presented): string[] {
  return [
    "",
    style.bold(" One good answer:"),
    "",
    ...paragraph(model, 3),
    "",
    " Which of these points did your answer make?",
    "",
    ...formatLines(presented),
  ];
}
