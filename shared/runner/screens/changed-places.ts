import { structuredPatch } from "diff";
import { locateTasks } from "../../harness/core/regions.ts";
import { markCode } from "./code-lines.ts";

/** A range of lines, counted from 1. */
export type Lines = { from: number; to: number };

/** Where a learner's file differs from the original. */
export type ChangedPlaces = {
  /** The tasks that were begun. */
  tasks: number[];
  /** The lines of the learner's file that were changed outside the tasks. */
  outside: Lines[];
};

/**
 * Finds where a learner's file differs from the original; changes to comments and imports
 * don't count.
 *
 * @param marked the solution with its tasks marked
 * @param starter the file the learner started with
 */
export function findChangedPlaces(
  yours: string,
  starter: string,
  marked: string,
): ChangedPlaces {
  const tasks = locateTasks(starter, marked);
  const [codeBefore, codeAfter] = [markCode(starter), markCode(yours)];
  const { hunks } = structuredPatch("", "", starter, yours, "", "", { context: 0 });
  const begun = new Set<number>();
  const outside: Lines[] = [];
  for (const { oldStart, oldLines, newStart, newLines } of hunks) {
    const removed = codeBefore.slice(oldStart - 1, oldStart - 1 + oldLines);
    const added = codeAfter.slice(newStart - 1, newStart - 1 + newLines);
    if (joinCode(removed) === joinCode(added)) continue;
    // Lines that are only added come after oldStart; next to a task's line they belong to
    // the task.
    const last = oldStart + oldLines - 1;
    const touched = tasks.filter(({ from, to }) =>
      oldLines > 0
        ? from <= last && oldStart <= to
        : from - 1 <= oldStart && oldStart <= to,
    );
    for (const { task } of touched) begun.add(task);
    const isOutside = (at: number) =>
      codeBefore[at - 1] !== null &&
      !touched.some(({ from, to }) => from <= at && at <= to);
    const changed = Array.from({ length: oldLines }, (_, index) => oldStart + index);
    if (touched.length === 0 || changed.some(isOutside))
      outside.push({ from: newStart, to: newStart + Math.max(newLines, 1) - 1 });
  }
  return { tasks: [...begun].sort((one, other) => one - other), outside };
}

function joinCode(lines: readonly (string | null)[]): string {
  return lines.filter((line) => line !== null).join("\n");
}
