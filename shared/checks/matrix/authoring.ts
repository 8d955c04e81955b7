import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { type Entry, root } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { onlyFileOf, openStretches, readAnswer, readMarked } from "./answer-files.ts";
import { type AnswerHeader, takeHeader, writeAbove } from "./answer-header.ts";
import {
  applyWhatFits,
  formatPatch,
  makeChanges,
  type NamedFile,
} from "./answer-patch.ts";
import { findAnswer } from "./answers.ts";
import { mendAnswers } from "./mend.ts";
import { readPatchFile } from "./patch-file.ts";

/** What an author does with answers, beside having them judged. */
export const verbs: ReadonlySet<string> = new Set(["show", "save", "mend"]);

/**
 * Does what one of the verbs asks for.
 *
 * @returns the exit code: 0 if it was done, 2 if the words make no sense
 */
export function author(lesson: Entry, words: readonly string[]): number {
  const [verb, name = "", file] = words;
  try {
    if (verb === "show" && words.length === 2) return showAnswer(lesson, name);
    if (verb === "save" && file !== undefined && words.length === 3) {
      return saveAnswer(lesson, name, file);
    }
    if (verb === "mend" && words.length <= 2) return mendAnswers(lesson, name || "HEAD");
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
  return 2;
}

/** Prints the whole file of an answer, with its header above it. */
function showAnswer(lesson: Entry, name: string): number {
  if (name === "solution") return print(openStretches(readMarked(lesson), []));
  const answer = findAnswer(lesson, name);
  if (!answer) throw new Error(`lesson ${lesson.number} has no answer "${name}"`);
  if (!answer.path.endsWith(".patch")) return print(readAnswer(answer));
  const { changes, header } = readPatchFile(answer.path);
  const solution = openStretches(readMarked(lesson), header.leavesOpen);
  const { files, refused } = applyWhatFits(solution, changes);
  const [first, ...others] = files;
  if (first) print([{ ...first, text: writeAbove(header, first.text) }, ...others]);
  for (const error of refused) {
    console.error(`${error.message}\n${error.hunk.slice(1).join("\n")}\n`);
  }
  return refused.length === 0 ? 0 : 1;
}

/** One file as it is; of several, each below its name. */
function print(files: readonly NamedFile[]): number {
  for (const { path, text } of files) {
    process.stdout.write(files.length === 1 ? text : `==> ${path} <==\n${text}`);
  }
  return 0;
}

/**
 * Writes the patch of an answer from its whole file, which begins with its header; or writes
 * the whole file, if that is shorter.
 *
 * @param name of an answer that is there, or of a new one: "slug", "more/slug--way"
 * @param file a file, or a folder with all files that a learner edits
 */
function saveAnswer(lesson: Entry, name: string, file: string): number {
  const { files, header } = readWritten(lesson, file);
  const known = findAnswer(lesson, name);
  const kind = header.kind === "believes" ? "wrong" : "right";
  if (known && (known.misconception !== null) !== (kind === "wrong")) {
    throw new Error(`${name} is there already, and is no ${kind} answer`);
  }
  const home = join(root, "shared", "checks", `${kind}-answers`, lesson.name);
  const place = known ? join(dirname(known.path), known.name) : join(home, name);
  const solution = openStretches(readMarked(lesson), header.leavesOpen);
  const patch = formatPatch({ header, changes: makeChanges(solution, files) });
  const [first, ...others] = files;
  const whole = first && others.length === 0 ? writeAbove(header, first.text) : null;
  const isWhole = whole !== null && countLines(whole) < countLines(patch);
  const path = `${place}.${isWhole ? "ts" : "patch"}`;
  if (known && known.path !== path) rmSync(known.path, { recursive: true });
  writeFileSync(path, isWhole ? whole : patch);
  console.log(`wrote ${relative(root, path)}`);
  return 0;
}

/** What an author wrote, and the header that is above the first file of it. */
function readWritten(
  lesson: Entry,
  path: string,
): { files: NamedFile[]; header: AnswerHeader } {
  const names = statSync(path).isDirectory()
    ? readMarked(lesson).map((file) => file.path)
    : [onlyFileOf(lesson)];
  let header: AnswerHeader | null = null;
  const files = names.map((name) => {
    const from = statSync(path).isDirectory() ? join(path, name) : path;
    const text = readFileSync(from, "utf8");
    const taken = takeHeader(text);
    header ??= taken?.header ?? null;
    return { path: name, text: taken?.text ?? text };
  });
  if (header) return { files, header };
  const example = '"// believes: …", or "// differs: …" if it is right';
  throw new Error(`${basename(path)} has to begin with what it is about: ${example}`);
}

function countLines(text: string): number {
  return text.split("\n").length;
}
