import { paragraph } from "../../shared/terminal/format.ts";
import type { Order, Problem, Reply } from "./kind.ts";

/** A line of a list, with the number to type for it. */
export function numbered(number: number, text: string): string[] {
  const [first = "", ...rest] = paragraph(text, 6).map((line) => line.slice(6));
  return [
    `   ${String(number).padEnd(3)}${first}`,
    ...rest.map((line) => `      ${line}`),
  ];
}

/**
 * Reads the numbers that stand before the lines of a list.
 *
 * @param checkCount says what is wrong with so many of them; null: nothing
 */
export function readNumbers(
  typed: string,
  order: Order,
  checkCount: (count: number) => string | null = () => null,
): Reply | Problem {
  const numbers = typed.split(/[\s,]+/).filter((part) => part !== "");
  const picked: number[] = [];
  for (const number of numbers) {
    const at = order[Number(number) - 1];
    if (at === undefined)
      return { problem: `"${number}" isn't one of 1 to ${order.length}.` };
    picked.push(at);
  }
  if (new Set(picked).size < picked.length)
    return { problem: "You typed one number twice." };
  if (picked.length === 0) return { problem: "That doesn't have a number in it." };
  const problem = checkCount(picked.length);
  return problem === null ? { picked } : { problem };
}
