import { structuredPatch } from "diff";
import {
  isUntouched,
  type Located,
  locateRegions,
  stripRegions,
} from "../../harness/core/regions.ts";
import { formatCode, nameTask } from "../../terminal/format.ts";
import { style } from "../../terminal/style.ts";
import { markCode } from "./code-lines.ts";

/**
 * What the solution does differently, in hunks, each under the task it belongs to.
 * Differences only in comments or imports don't count.
 *
 * @param marked the solution with its tasks marked
 * @param open the tasks to leave out
 */
export function formatDifference(
  yours: string,
  marked: string,
  open: readonly number[] = [],
): string[] {
  if (yours === stripRegions(marked))
    return ["", " Yours is the solution, to the letter."];
  const differences = findDifferences(yours, marked, open);
  if (differences.length === 0) {
    const rest = open.length > 0 ? "what is left out, and " : "";
    return ["", ` Yours is the solution, but for ${rest}comments and imports.`];
  }
  let last = "";
  return differences.flatMap(({ tasks: [task], lines }) => {
    const head = task
      ? ` ${nameTask(task.task, task.stretch)} — ${task.what}`
      : " outside the tasks";
    const heading = head === last ? ["   ⋯"] : ["", style.bold(head)];
    last = head;
    return [...heading, ...lines];
  });
}

/** A hunk that differs in the solution, and the tasks that it changes, if any. */
export type Difference = { tasks: readonly Located[]; lines: readonly string[] };

/**
 * Finds what the solution does differently, in the order of the file.
 *
 * @param marked the solution with its tasks marked
 * @param open the tasks to leave out
 */
export function findDifferences(
  yours: string,
  marked: string,
  open: readonly number[] = [],
): Difference[] {
  const solution = stripRegions(marked);
  const tasks = locateRegions(marked);
  // A line that only yours has after the last one of a task belongs to the task.
  const taskAt = (at: number) => tasks.find(({ from, to }) => from <= at && at <= to + 1);
  const isLeftOut = (at: number) => open.includes(taskAt(at)?.task ?? 0);
  const lines = takeOver(yours, solution, isLeftOut);
  const other = lines.map(({ text }) => text).join("\n");
  const { hunks } = structuredPatch("", "", yours, other, "", "", { context: 2 });
  return hunks.map((hunk) => {
    let next = hunk.newStart - 1;
    const changed = hunk.lines.flatMap((line) => {
      const at = lines[next]?.at ?? 0;
      if (!line.startsWith("-")) next++;
      return line.startsWith(" ") ? [] : (taskAt(at) ?? []);
    });
    const shown = hunk.lines.flatMap((line) => formatCode(line));
    return { tasks: [...new Set(changed)], lines: shown };
  });
}

/** A line, and its line number in the solution, counted from 1. */
type Placed = { text: string; at: number };

/**
 * The solution, but with your lines where there is nothing to compare: comments and
 * imports next to the same code, and everything in a task that is left out.
 */
function takeOver(
  yours: string,
  solution: string,
  isLeftOut: (at: number) => boolean,
): Placed[] {
  const [before, after] = [readLines(yours), readLines(solution)];
  const { hunks } = structuredPatch("", "", yours, solution, "", "", { context: 0 });
  const lines: Placed[] = [];
  let from = 0;
  for (const { oldStart, oldLines, newStart, newLines } of hunks) {
    const [oldFrom, newFrom] = [oldStart - 1, newStart - 1];
    const old = before.slice(oldFrom, oldFrom + oldLines);
    const fresh = after.slice(newFrom, newFrom + newLines);
    lines.push(...after.slice(from, newFrom));
    const isSame = codeOf(old) === codeOf(fresh) || isLeftOut(newFrom + 1);
    lines.push(...(isSame ? old.map(({ text }) => ({ text, at: newFrom + 1 })) : fresh));
    from = newFrom + newLines;
  }
  return [...lines, ...after.slice(from)];
}

type CodeLine = Placed & { code: string | null };

function readLines(source: string): CodeLine[] {
  const code = markCode(source);
  return source
    .split("\n")
    .map((text, index) => ({ text, at: index + 1, code: code[index] ?? null }));
}

function codeOf(lines: readonly CodeLine[]): string {
  return lines.flatMap(({ code }) => code ?? []).join("\n");
}

/**
 * The stretch tasks that haven't passed: those that haven't been started, and those from
 * the point where the last run stopped.
 *
 * @param stoppedAt the task where the last run stopped, if it did
 */
export function findOpen(
  yours: string,
  marked: string,
  stoppedAt: number | null = null,
): number[] {
  const isOpen = (task: number) =>
    isUntouched(yours, task) || (stoppedAt !== null && task >= stoppedAt);
  const stretches = locateRegions(marked).filter(({ stretch }) => stretch);
  const open = stretches.map(({ task }) => task).filter(isOpen);
  return [...new Set(open)].sort((one, other) => one - other);
}
