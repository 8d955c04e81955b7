import { structuredPatch } from "diff";

/** Lines that replace others, starting at a line counted from 0. */
type Edit = { from: number; removed: number; added: readonly string[] };

/**
 * Applies two sets of changes to one text. Changes to adjacent lines aren't a conflict,
 * as they would be for git, because an answer is usually right next to what the solution
 * changes.
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

/**
 * Whether both remove a line, or add some in the same place, or one adds inside the
 * other.
 */
function overlap(one: Edit, other: Edit): boolean {
  if (one.removed === 0 && other.removed === 0) return one.from === other.from;
  const endOfOne = one.from + one.removed;
  const endOfOther = other.from + other.removed;
  return one.from < endOfOther && other.from < endOfOne;
}
