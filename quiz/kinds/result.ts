import { marks, style } from "../../shared/terminal/style.ts";
import type { Grade, Reply } from "./kind.ts";

/** How a reply was graded that is either right or not. */
export function formatResult(reply: Reply, grade: Grade): string {
  if (grade === "right") return ` ${style.green(marks.passed)} Right.`;
  const opening = "notSure" in reply ? "Not sure, then" : "Not quite";
  return formatNotRight(`${opening}: here's the right answer, and why.`);
}

/** The line for a reply that is not right. */
export function formatNotRight(text: string): string {
  return ` ${style.red(marks.failed)} ${text}`;
}
