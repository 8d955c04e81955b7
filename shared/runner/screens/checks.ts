import { type Lesson, taskOf } from "../../harness/core/lesson.ts";
import type { CheckReport } from "../../harness/report.ts";
import { marks, print, style } from "../style.ts";

/** One line for a check, as soon as it has ended. Those that wait are counted later. */
export function printCheck(
  lesson: Lesson,
  { slug, sentence, outcome }: CheckReport,
): void {
  const star = taskOf(lesson, slug)?.stretch ? `${marks.stretch} ` : "";
  if (outcome.kind === "passed")
    print(` ${style.green(marks.passed)} ${star}${sentence}`);
  if (outcome.kind === "failed" || outcome.kind === "todo") {
    print(` ${style.red(marks.failed)} ${star}${sentence}`);
  }
}
