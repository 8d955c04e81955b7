import { applyPatch, parsePatch, type StructuredPatch, structuredPatch } from "diff";
import { type AnswerHeader, formatHeader, readHeader } from "./answer-header.ts";

/** A learner's file, by its name. */
export type NamedFile = { path: string; text: string };

/** An answer, described by its changes to the files of the solution. */
export type AnswerPatch = {
  header: AnswerHeader;
  changes: readonly StructuredPatch[];
};

type Hunk = StructuredPatch["hunks"][number];

/** How many lines to show around a change, if they are enough to find its place. */
const CONTEXT = 2;

/** A hunk fits nowhere in a file, or in several places. */
export class HunkRefused extends Error {
  override readonly name = "HunkRefused";
  readonly code = "HUNK_REFUSED";
  /** The hunk as written in the patch. */
  readonly hunk: readonly string[];

  /** @param number the hunk's number in the file, from 1 */
  constructor(file: string, number: number, hunk: Hunk, places: number) {
    const lines = formatHunk(hunk);
    const found = places === 0 ? "is not there" : `is there ${places} times`;
    const where = `hunk ${number} (${lines[0]})`;
    super(`${where} doesn't apply to ${file}: what it replaces ${found}`);
    this.hunk = lines;
  }
}

/** Reads a patch: its header, an empty line, and its changes to each file. */
export function readPatch(text: string): AnswerPatch {
  const [head = "", ...rest] = text.split("\n\n");
  const changes = rest.join("\n\n");
  return {
    header: readHeader(head.trimEnd().split("\n")),
    // An answer that only leaves something open changes nothing.
    changes: changes === "" ? [] : parsePatch(changes),
  };
}

/** Writes a patch as readPatch reads it. Empty lines stay empty, without a space. */
export function formatPatch({ header, changes }: AnswerPatch): string {
  const files = changes.flatMap(({ hunks, newFileName, oldFileName }) => [
    `--- ${oldFileName}`,
    `+++ ${newFileName}`,
    ...hunks.flatMap(formatHunk),
  ]);
  const lines = formatHeader(header);
  if (files.length > 0) lines.push("", ...files);
  return `${lines.join("\n")}\n`;
}

function formatHunk(hunk: Hunk): string[] {
  const { lines, newLines, newStart, oldLines, oldStart } = hunk;
  const place = `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`;
  return [place, ...lines.map((line) => (line === " " ? "" : line))];
}

/**
 * How the files of an answer change those of the solution.
 *
 * @throws if one of them isn't a file of the solution
 */
export function makeChanges(
  solution: readonly NamedFile[],
  answer: readonly NamedFile[],
): StructuredPatch[] {
  return answer.flatMap(({ path, text }) => {
    const base = solution.find((file) => file.path === path);
    if (!base) throw new Error(`the solution has no ${path}`);
    return base.text === text ? [] : [compare(path, base.text, text)];
  });
}

/** Shows enough around each change to make its place unique. */
function compare(path: string, base: string, text: string): StructuredPatch {
  const lines = base.split("\n");
  let context = CONTEXT;
  for (;;) {
    const change = structuredPatch(path, path, base, text, "", "", { context });
    const isFound = change.hunks.every((hunk) => countPlaces(lines, hunk) === 1);
    if (isFound || context >= lines.length) return change;
    context++;
  }
}

/**
 * The files of the solution with an answer's changes in them.
 *
 * @throws {HunkRefused} if the old text of a change isn't there exactly once
 */
export function applyChanges(
  solution: readonly NamedFile[],
  changes: readonly StructuredPatch[],
): NamedFile[] {
  const { files, refused } = applyWhatFits(solution, changes);
  const [first] = refused;
  if (first) throw first;
  return files;
}

/**
 * The same, without the hunks that fit nowhere, or in several places: those are returned.
 */
export function applyWhatFits(
  solution: readonly NamedFile[],
  changes: readonly StructuredPatch[],
): { files: NamedFile[]; refused: HunkRefused[] } {
  const unknown = changes.find(
    ({ oldFileName }) => !solution.some(({ path }) => path === oldFileName),
  );
  if (unknown)
    throw new Error(
      `the solution has no ${unknown.oldFileName ?? "file without a name"}`,
    );
  const refused: HunkRefused[] = [];
  const files = solution.map(({ path, text }) => {
    const change = changes.find(({ oldFileName }) => oldFileName === path);
    if (!change) return { path, text };
    const lines = text.split("\n");
    const hunks = change.hunks.filter((hunk, at) => {
      const places = countPlaces(lines, hunk);
      if (places !== 1) refused.push(new HunkRefused(path, at + 1, hunk, places));
      return places === 1;
    });
    const changed = applyPatch(text, { ...change, hunks }, { fuzzFactor: 0 });
    if (changed === false) throw new Error(`the hunks of ${path} are not in its order`);
    return { path, text: changed };
  });
  return { files, refused };
}

/** How often the text a hunk replaces, along with its context, occurs in a file. */
function countPlaces(lines: readonly string[], hunk: Hunk): number {
  const old = hunk.lines
    .filter((line) => !/^[+\\]/.test(line))
    .map((line) => line.slice(1));
  return lines.filter((_, from) => old.every((line, at) => lines[from + at] === line))
    .length;
}
