import { type Lesson, taskOf } from "../../harness/core/lesson.ts";
import type { CheckReport } from "../../harness/report.ts";
import { marks, style } from "../style.ts";

/** The line for a check that has ended. Those that wait have none, and are counted later. */
export function formatCheck(
  lesson: Lesson,
  { slug, sentence, outcome }: CheckReport,
): string[] {
  const star = taskOf(lesson, slug)?.stretch ? `${marks.stretch} ` : "";
  if (outcome.kind === "passed")
    return [` ${style.green(marks.passed)} ${star}${sentence}`];
  if (outcome.kind === "failed" || outcome.kind === "todo") {
    return [` ${style.red(marks.failed)} ${star}${sentence}`];
  }
  return [];
}
