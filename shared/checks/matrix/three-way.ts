import { structuredPatch } from "diff";

/** Lines that take the place of others, which begin at a line counted from 0. */
type Edit = { from: number; removed: number; added: readonly string[] };

/**
 * Makes two sets of changes to one text. Changes to lines beside each other are no conflict,
 * as they would be for git: an answer mostly stands right beside what the solution changes.
 *
 * @returns null if both change the same lines
 */
export function mergeTexts(base: string, one: string, other: string): string | null {
  const ours = editsOf(base, one);
  const theirs = editsOf(base, other).filter(
    (edit) => !ours.some((own) => isSame(own, edit)),
  );
  if (ours.some((own) => theirs.some((edit) => overlap(own, edit)))) return null;
  const lines = base.split("\n");
  const fromTheEnd = [...ours, ...theirs].sort(
    (a, b) => b.from - a.from || b.removed - a.removed,
  );
  for (const { added, from, removed } of fromTheEnd) {
    lines.splice(from, removed, ...added);
  }
  return lines.join("\n");
}

function editsOf(base: string, text: string): Edit[] {
  const { hunks } = structuredPatch("", "", base, text, "", "", { context: 0 });
  return hunks.map(({ lines, oldLines, oldStart }) => ({
    from: oldStart - 1,
    removed: oldLines,
    added: lines.filter((line) => line.startsWith("+")).map((line) => line.slice(1)),
  }));
}

function isSame(one: Edit, other: Edit): boolean {
  const sameLines = one.from === other.from && one.removed === other.removed;
  return sameLines && one.added.join("\n") === other.added.join("\n");
}

/** Whether both take away a line, or add some in one place, or one adds within the other. */
function overlap(one: Edit, other: Edit): boolean {
  if (one.removed === 0 && other.removed === 0) return one.from === other.from;
  const endOfOne = one.from + one.removed;
  const endOfOther = other.from + other.removed;
  return one.from < endOfOther && other.from < endOfOne;
}
