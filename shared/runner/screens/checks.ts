import type { CheckReport } from "../../harness/check/report.ts";
import { type Lesson, taskOf } from "../../harness/core/lesson.ts";
import { EVENT_INDENT, paragraph } from "../../terminal/format.ts";
import { marks, style } from "../../terminal/style.ts";

/**
 * The line for a check that has ended, and the store's contents after it, if those are
 * shown. Waiting checks have no line, and are counted later.
 */
export function formatCheck(
  lesson: Lesson,
  { slug, sentence, outcome, store = [] }: CheckReport,
): string[] {
  const held = store.flatMap((line) => paragraph(line, EVENT_INDENT));
  const star = taskOf(lesson, slug)?.stretch ? `${marks.stretch} ` : "";
  if (outcome.kind === "passed")
    return [` ${style.green(marks.passed)} ${star}${sentence}`, ...held];
  if (outcome.kind === "failed" || outcome.kind === "todo") {
    return [` ${style.red(marks.failed)} ${star}${sentence}`, ...held];
  }
  return [];
}
