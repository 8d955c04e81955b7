import { paragraph } from "../../shared/terminal/format.ts";
import type { Feedback } from "../kinds/kind.ts";
import type { Question } from "../model/question.ts";

/** What happened with a reply, and where to see it for oneself. */
export function formatFeedback(question: Question, feedback: Feedback): string[] {
  return ["", feedback.result, ...formatReasons(question, feedback)];
}

/** The reasons alone, without how a reply was graded. */
export function formatReasons({ see }: Question, { reasons }: Feedback): string[] {
  return [...reasons, "", ...paragraph(`See it: ${see}`)];
}
