import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Entry, root, solutionFolder } from "../../runner/catalogue.ts";

/** A complete learner's file, and what the checks must say of it. */
export type ProofAnswer = {
  lesson: Entry;
  name: string;
  /** One file, or a folder that holds what the learner edits. */
  path: string;
  /** The misconception that must be named; null: the checks must accept it. */
  misconception: string | null;
};

const checks = join(root, "shared", "checks");

/** All wrong and right answers of a lesson; the solution is one of the right ones. */
export function answersOf(lesson: Entry): ProofAnswer[] {
  const wrong = listFiles("wrong-answers", lesson).map((name) => ({
    lesson,
    name,
    path: join(checks, "wrong-answers", lesson.name, `${name}.ts`),
    // "logout-only-clears-the-cookie--by-name" is one more way to hold the same belief.
    misconception: name.split("--")[0] ?? name,
  }));
  const right = listFiles("right-answers", lesson).map((name) => ({
    lesson,
    name,
    path: join(checks, "right-answers", lesson.name, `${name}.ts`),
    misconception: null,
  }));
  const solution = {
    lesson,
    name: "the solution",
    path: solutionFolder(lesson),
    misconception: null,
  };
  return [...wrong, solution, ...right];
}

function listFiles(kind: string, { name }: Entry): string[] {
  const folder = join(checks, kind, name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}
