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

/** A complete learner's file, and what the checks must say of it. */
export type ProofAnswer = {
  lesson: Entry;
  name: string;
  /**
   * A patch of the solution; or whole: one file, or a folder with what a learner edits. Or
   * the solution's explanations, of which it takes a variant of each task.
   */
  path: string;
  /** Which variant that is, counted from 0. */
  variant?: number;
  /** The misconception that must be named; null: the checks must accept it. */
  misconception: string | null;
  /** One more of its kind: judged by `npm run matrix all`, and not by `npm test`. */
  further: boolean;
};

/** What an author calls an answer: its name, below "more/" if it is one more of its kind. */
export function wordOf({ further, name }: ProofAnswer): string {
  return further ? `more/${name}` : name;
}

/** The answer that a word means; "more/" may be left out where its name is enough. */
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
 * What the solution's explanations call right as well: an answer with the first variant of
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

/** The slug that a wrong answer must be caught by: its header's, or its name's. */
function beliefIn(path: string, name: string): string {
  // "logout-only-clears-the-cookie--by-name" holds the same belief in another way.
  return readHeaderOf(path)?.caughtBy ?? name.split("--")[0] ?? name;
}

/** What is above an answer: in its patch, or in (one of) its whole files; null: nothing is. */
export function readHeaderOf(path: string): AnswerHeader | null {
  if (path.endsWith(".patch")) return readPatchFile(path).header;
  const files = path.endsWith(".ts")
    ? [path]
    : readdirSync(path).map((file) => join(path, file));
  const texts = files.map((file) => readFileSync(file, "utf8"));
  return texts.map(takeHeader).find((taken) => taken !== null)?.header ?? null;
}

/** Patches, whole files and folders, but not the screens beside them. */
function listForms(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[\w-]+(\.ts|\.patch)?$/.test(file) && file !== "more")
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf(file: string): string {
  return file.replace(/\.(ts|patch)$/, "");
}
