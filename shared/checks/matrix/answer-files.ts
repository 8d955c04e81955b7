import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Entry, root, solutionFolder } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { deriveStarter, readRegions, stripRegions } from "../../harness/core/regions.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { applyChanges, HunkRefused, type NamedFile } from "./answer-patch.ts";
import { type ProofAnswer, wordOf } from "./answers.ts";
import { readFolder, readMarked } from "./marked-files.ts";
import { readPatchFile } from "./patch-file.ts";
import { writeVariant } from "./variants.ts";

/** An answer's patch doesn't fit the solution that it changes. */
export class AnswerOutdated extends Error {
  override readonly name = "AnswerOutdated";
  readonly code = "ANSWER_OUTDATED";
  readonly hint: string;

  constructor(answer: ProofAnswer, cause: unknown) {
    const { lesson, path } = answer;
    const byHand = howToFix(lesson, wordOf(answer));
    const hint = `npm run matrix ${lesson.number} rebase; or by hand:\n${byHand}`;
    const fact = `${relative(root, path)}: ${messageOf(cause)}`;
    super(`${fact}\nto fix it: ${hint}`, { cause });
    this.hint = hint;
  }
}

/** What to type to fix an answer by hand, one command per line. */
export function howToFix({ number }: Entry, word: string): string {
  const command = `npm run --silent matrix ${number}`;
  return [
    `    ${command} show ${word} > answer.ts`,
    "    put into answer.ts what was refused",
    `    ${command} save ${word} answer.ts`,
  ].join("\n");
}

/**
 * A solution as a learner would write it, without the marks of its tasks.
 *
 * @param open the stretches left as they are in the starter
 * @throws if one of these isn't a stretch
 */
export function openStretches(
  marked: readonly NamedFile[],
  open: readonly number[],
): NamedFile[] {
  const regions = marked.flatMap(({ text }) => readRegions(text));
  for (const number of open) {
    const isStretch = regions.some(({ stretch, task }) => stretch && task === number);
    if (!isStretch)
      throw new Error(`TODO ${number} is no stretch: it can't be left open`);
  }
  const tasks = regions.map(({ task }) => task);
  const solved = new Set(tasks.filter((task) => !open.includes(task)));
  return marked.map(({ path, text }) => ({
    path,
    text: stripRegions(deriveStarter(text, solved)),
  }));
}

/**
 * The learner's files of an answer: the solution with the changes of its patch, or the
 * files that were written whole.
 *
 * @throws {AnswerOutdated} if its patch doesn't apply to the solution
 */
export function readAnswer(answer: ProofAnswer): NamedFile[] {
  const { lesson, path, variant } = answer;
  if (variant !== undefined) return writeVariant(lesson, variant);
  if (path.endsWith(".ts")) {
    return [{ path: onlyFileOf(lesson), text: readFileSync(path, "utf8") }];
  }
  if (!path.endsWith(".patch")) return readFolder(path);
  const { changes, header } = readPatchFile(path);
  try {
    return applyChanges(openStretches(readMarked(lesson), header.leavesOpen), changes);
  } catch (error) {
    if (error instanceof HunkRefused) throw new AnswerOutdated(answer, error);
    throw new Error(`${relative(root, path)}: ${messageOf(error)}`, { cause: error });
  }
}

/** The name of the file that a learner edits, for a lesson with only one. */
export function onlyFileOf(lesson: Entry): string {
  const [file, ...others] = readdirSync(solutionFolder(lesson));
  if (file !== undefined && others.length === 0) return file;
  throw new Error(`${lesson.name} has several files: its whole answers are folders`);
}

/**
 * An answer written out into a folder, as a learner would hand it in, until disposed of.
 */
export function writeOut(answer: ProofAnswer): TemporaryAnswer {
  return new TemporaryAnswer(readAnswer(answer));
}
