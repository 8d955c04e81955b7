import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../core/lesson.ts";

/** The files that one run executes, as URLs to import. */
export type AnswerFiles = {
  /** What builds the service: the lesson's own file, or a server.ts in its place. */
  app: string;
  /** What is handed to it, each under its name without the ending. */
  files: Record<string, string>;
  picker: string | null;
};

/** A file that the learner should have is not there. */
export class FileMissing extends Error {
  override readonly name = "FileMissing";
  readonly hint: string;

  constructor(path: string, { number }: Lesson) {
    super(`${path} is not there.`);
    this.hint = `bring it back: npm run lesson ${number} reset`;
  }
}

/**
 * Finds the files under judgement. `answer` is a folder that holds what the learner
 * edits, or one file that stands in for the only one of these.
 *
 * @throws {FileMissing}
 */
export function findAnswerFiles(
  lesson: Lesson,
  folder: string,
  answer: string,
): AnswerFiles {
  const find = (name: string): string => {
    const path = pathOf(lesson, folder, answer, name);
    if (!existsSync(path)) throw new FileMissing(path, lesson);
    return pathToFileURL(path).href;
  };
  const { app, files } = lesson.service;
  // "Make it yours" (exercises.md).
  const own = join(answer, "server.ts");
  return {
    app: existsSync(own) ? pathToFileURL(own).href : find(app),
    files: Object.fromEntries(
      files.map((name) => [name.replace(/\.ts$/, ""), find(name)]),
    ),
    picker: lesson.picker === undefined ? null : find(lesson.picker),
  };
}

/** Where one file of a lesson is: the given ones beside the lesson, the others in `answer`. */
export function pathOf(
  lesson: Lesson,
  folder: string,
  answer: string,
  name: string,
): string {
  if (!lesson.edits.includes(name)) return join(folder, name);
  return answer.endsWith(".ts") ? answer : join(answer, name);
}
