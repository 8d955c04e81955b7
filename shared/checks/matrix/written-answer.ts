import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Entry } from "../../course/catalogue.ts";
import { onlyFileOf, openStretches } from "./answer-files.ts";
import { type AnswerHeader, takeHeader, writeAbove } from "./answer-header.ts";
import { formatPatch, makeChanges, type NamedFile } from "./answer-patch.ts";
import { readMarked } from "./marked-files.ts";

/** An answer as its author wrote it, in whole files. */
export type WrittenAnswer = { files: readonly NamedFile[]; header: AnswerHeader };

/**
 * Reads what an author wrote. The header is above the file, or above the first of
 * several.
 *
 * @param path a file, or a folder with all the files that a learner edits
 * @throws if it has no header
 */
export function readWritten(lesson: Entry, path: string): WrittenAnswer {
  const isFolder = statSync(path).isDirectory();
  const names = isFolder
    ? readMarked(lesson).map((file) => file.path)
    : [onlyFileOf(lesson)];
  let header: AnswerHeader | null = null;
  const files = names.map((name) => {
    const text = readFileSync(isFolder ? join(path, name) : path, "utf8");
    const taken = takeHeader(text);
    header ??= taken?.header ?? null;
    return { path: name, text: taken?.text ?? text };
  });
  if (header) return { files, header };
  const example = '"// believes: …", or "// differs: …" if it is right';
  throw new Error(`${basename(path)} has to begin with what it is about: ${example}`);
}

/**
 * An answer as it is stored: a patch of the solution, or its whole file if that is
 * shorter.
 */
export function composeAnswer(
  lesson: Entry,
  { files, header }: WrittenAnswer,
): { extension: ".patch" | ".ts"; text: string } {
  const solution = openStretches(readMarked(lesson), header.leavesOpen);
  const patch = formatPatch({ header, changes: makeChanges(solution, files) });
  const [first, ...others] = files;
  const whole = first && others.length === 0 ? writeAbove(header, first.text) : null;
  if (whole !== null && countLines(whole) < countLines(patch)) {
    return { extension: ".ts", text: whole };
  }
  return { extension: ".patch", text: patch };
}

function countLines(text: string): number {
  return text.split("\n").length;
}
