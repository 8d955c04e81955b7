import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Entry, root, solutionFolder } from "../../course/catalogue.ts";

/** A complete learner's file, and what the checks must say of it. */
export type ProofAnswer = {
  lesson: Entry;
  name: string;
  /** One file, or a folder that holds what the learner edits. */
  path: string;
  /** The misconception that must be named; null: the checks must accept it. */
  misconception: string | null;
  /** One more of its kind: judged by `npm run matrix all`, and not by `npm test`. */
  further: boolean;
};

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
    ...listAnswers(lesson, "right-answers"),
  ];
}

function listAnswers(
  lesson: Entry,
  kind: "wrong-answers" | "right-answers",
): ProofAnswer[] {
  const folder = join(checks, kind, lesson.name);
  return ["", "more"].flatMap((under) =>
    listFiles(join(folder, under)).map((name) => ({
      lesson,
      name,
      path: join(folder, under, `${name}.ts`),
      // "logout-only-clears-the-cookie--by-name" holds the same belief in another way.
      misconception: kind === "wrong-answers" ? (name.split("--")[0] ?? name) : null,
      further: under !== "",
    })),
  );
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}
