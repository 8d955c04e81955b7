import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Entry,
  explanationsOf,
  root,
  solutionFolder,
} from "../../course/catalogue.ts";
import { readExplanations } from "../../course/explanations.ts";
import { type AnswerHeader, takeHeader } from "./answer-header.ts";
import { readPatchFile } from "./patch-file.ts";

/** A learner's complete file, and what the checks must say about it. */
export type ProofAnswer = {
  lesson: Entry;
  name: string;
  /**
   * A patch of the solution; or whole files: one file, or a folder with what a learner
   * edits. Or the solution's explanations, which provide one variant of each task.
   */
  path: string;
  /** Which variant, counted from 0. */
  variant?: number;
  /** The misconception that must be named; null: the checks must accept it. */
  misconception: string | null;
  /** An extra one of its kind, judged by `npm run matrix all` but not by `npm test`. */
  further: boolean;
};

/**
 * What an author calls an answer: its name, after "more/" if it is an extra one of its
 * kind.
 */
export function wordOf({ further, name }: ProofAnswer): string {
  return further ? `more/${name}` : name;
}

/** The answer that a word refers to; "more/" can be omitted if its name is enough. */
export function findAnswer(lesson: Entry, word: string): ProofAnswer | undefined {
  const answers = answersOf(lesson);
  const exact = answers.find((answer) => wordOf(answer) === word);
  return exact ?? answers.find(({ name }) => name === word);
}

const checks = join(root, "shared", "checks");

/** All wrong and right answers of a lesson; the solution is one of the right ones. */
export function answersOf(lesson: Entry): ProofAnswer[] {
  const solution = {
    lesson,
    name: "the solution",
    path: solutionFolder(lesson),
    misconception: null,
    further: false,
  };
  return [
    ...listAnswers(lesson, "wrong-answers"),
    solution,
    ...variantsOf(lesson),
    ...listAnswers(lesson, "right-answers"),
  ];
}

/**
 * What the solution's explanations also call right: an answer with the first variant of
 * each task, one with the second, and so on.
 */
function variantsOf(lesson: Entry): ProofAnswer[] {
  const counts = readExplanations(lesson).map(({ variants }) => variants.length);
  return Array.from({ length: Math.max(0, ...counts) }, (_, variant) => ({
    lesson,
    name: `variant ${variant + 1} of each task`,
    path: join(root, explanationsOf(lesson)),
    variant,
    misconception: null,
    further: false,
  }));
}

function listAnswers(
  lesson: Entry,
  kind: "wrong-answers" | "right-answers",
): ProofAnswer[] {
  const folder = join(checks, kind, lesson.name);
  return ["", "more"].flatMap((under) =>
    listForms(join(folder, under)).map((file) => {
      const path = join(folder, under, file);
      const name = nameOf(file);
      const misconception = kind === "wrong-answers" ? beliefIn(path, name) : null;
      return { lesson, name, path, misconception, further: under !== "" };
    }),
  );
}

/**
 * The slug of the check that must catch a wrong answer: from its header, or from its
 * name.
 */
function beliefIn(path: string, name: string): string {
  // "logout-only-clears-the-cookie--by-name" expresses the same belief in another way.
  return readHeaderOf(path)?.caughtBy ?? name.split("--")[0] ?? name;
}

/** The header of an answer: in its patch, or in (one of) its whole files; null: none. */
export function readHeaderOf(path: string): AnswerHeader | null {
  if (path.endsWith(".patch")) return readPatchFile(path).header;
  const files = path.endsWith(".ts")
    ? [path]
    : readdirSync(path).map((file) => join(path, file));
  const texts = files.map((file) => readFileSync(file, "utf8"));
  return texts.map(takeHeader).find((taken) => taken !== null)?.header ?? null;
}

/** Patches, whole files and folders, but not the screens next to them. */
function listForms(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[\w-]+(\.ts|\.patch)?$/.test(file) && file !== "more")
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf(file: string): string {
  return file.replace(/\.(ts|patch)$/, "");
}
