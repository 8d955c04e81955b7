import { style } from "../../shared/terminal/style.ts";
import type { Done } from "./ask.ts";

const DAY_MILLISECONDS = 86_400_000;

/** How many were right at the first try. */
export function formatScore(firsts: readonly Done[], asked: number): string[] {
  const right = firsts.filter(({ result }) => result === "right").length;
  const noReply = asked - firsts.length;
  return [
    "",
    style.bold(` ${right} of ${firsts.length} right on the first try.`),
    ...(noReply > 0 ? [` ${questions(noReply)} had no answer.`] : []),
  ];
}

export function formatAgain(count: number): string[] {
  return [
    "",
    ` Once more: the ${questions(count)} that ${count === 1 ? "wasn't" : "weren't"} right.`,
  ];
}

/** "today", "tomorrow", "in 5 days": when something comes again. */
export function formatWhen(due: Date, now: Date): string {
  const days = Math.round((startOfDay(due) - startOfDay(now)) / DAY_MILLISECONDS);
  if (days <= 0) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

/** "today", "yesterday", "5 days ago". */
export function formatAgo(past: Date, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(past)) / DAY_MILLISECONDS);
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}

export function questions(count: number): string {
  return count === 1 ? "1 question" : `${count} questions`;
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
