import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type Entry, root } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { openStretches, readAnswer } from "./answer-files.ts";
import { writeAbove } from "./answer-header.ts";
import { applyWhatFits, type NamedFile } from "./answer-patch.ts";
import { findAnswer } from "./answers.ts";
import { readMarked } from "./marked-files.ts";
import { readPatchFile } from "./patch-file.ts";
import { rebaseAnswers } from "./rebase.ts";
import { composeAnswer, readWritten } from "./written-answer.ts";

/** What an author does with answers, besides having them judged. */
export const verbs: ReadonlySet<string> = new Set(["show", "save", "rebase"]);

/**
 * Does what one of the verbs says.
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
    if (verb === "rebase" && words.length <= 2)
      return rebaseAnswers(lesson, name || "HEAD");
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

/** Prints a single file unchanged, and each of several files below its name. */
function print(files: readonly NamedFile[]): number {
  for (const { path, text } of files) {
    process.stdout.write(files.length === 1 ? text : `==> ${path} <==\n${text}`);
  }
  return 0;
}

/**
 * Saves an answer that an author wrote whole.
 *
 * @param name the name of an existing answer, or of a new one: "slug", "more/slug--way"
 * @param from a file, or a folder with all the files that a learner edits
 */
function saveAnswer(lesson: Entry, name: string, from: string): number {
  const written = readWritten(lesson, from);
  const { extension, text } = composeAnswer(lesson, written);
  const kind = written.header.kind === "believes" ? "wrong" : "right";
  const known = findAnswer(lesson, name);
  if (known && (known.misconception !== null) !== (kind === "wrong")) {
    throw new Error(`${name} is there already, and is no ${kind} answer`);
  }
  const home = join(root, "shared", "checks", `${kind}-answers`, lesson.name);
  const place = known ? join(dirname(known.path), known.name) : join(home, name);
  const path = `${place}${extension}`;
  if (known && known.path !== path) rmSync(known.path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(root, path)}`);
  return 0;
}
