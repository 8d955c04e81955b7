import type { Explanation } from "../../course/explanations.ts";
import type { Region } from "../../harness/core/regions.ts";
import { formatCode, nameTask, paragraph } from "../../terminal/format.ts";
import { style } from "../../terminal/style.ts";
import type { Difference } from "./difference.ts";

/**
 * What is shown about a task: its code in the solution, what yours has instead, and why.
 */
export type ExplainedTask = {
  explanation: Explanation;
  /** The task's regions in the solution. */
  regions: readonly Region[];
  /** Where yours differs from it in this task; null: you haven't written it yet. */
  differences: readonly Difference[] | null;
};

/** One task of the solution, explained. */
export function formatExplanation(explained: ExplainedTask): string[] {
  const { explanation, regions } = explained;
  const { task, title, variants, why } = explanation;
  const stretch = regions.some((region) => region.stretch);
  return [
    "",
    style.bold(` ${nameTask(task, stretch)} — ${title}`),
    "",
    ...formatOwnCode(explained),
    "",
    ...paragraph(why, 3),
    ...variants.flatMap(({ code, trade }) => [
      "",
      ...paragraph(`Also right. ${trade}`, 3),
      "",
      ...code.flatMap((line) => formatCode(line, "   ")),
    ]),
  ];
}

function formatOwnCode({ differences, regions }: ExplainedTask): string[] {
  if (differences !== null && differences.length > 0) {
    const hunks = differences.map(({ lines }) => lines);
    return [
      "   - yours, + the solution:",
      ...hunks.flatMap((lines, at) => (at === 0 ? lines : ["   ⋯", ...lines])),
    ];
  }
  const code = regions.map(({ solution }) => solution);
  return [
    differences === null ? "   The solution:" : "   Yours is the solution here:",
    ...code.flatMap((lines, at) => [
      ...(at === 0 ? [] : ["   ⋯"]),
      ...lines.flatMap((line) => formatCode(line, "   ")),
    ]),
  ];
}
