import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../core/lesson.ts";

/** The file that replaces the shop, if it exists: "Make it yours", in exercises.md. */
export const SERVER_FILE = "server.ts";

/** Whose files a lab runs. */
export type Submission = {
  lesson: Lesson;
  /** The lesson's folder, with the given files. */
  folder: string;
  /**
   * The folder with the files the learner edits, or a single file if there's only one.
   */
  path: string;
};

/** The files that one run executes, as URLs to import. */
export type SubmittedFiles = {
  /** The file that builds the service: the lesson's own, or a server.ts in its place. */
  app: string;
  /** The files passed to it, each under its name without the extension. */
  files: Record<string, string>;
  pick: string | null;
};

/** A file that the learner should have doesn't exist. */
export class FileMissing extends Error {
  override readonly name = "FileMissing";
  readonly hint: string;

  constructor(path: string, { number }: Lesson) {
    super(`${path} is not there.`);
    this.hint = `bring it back: npm run lesson ${number} reset`;
  }
}

/**
 * Finds the files to be judged.
 *
 * @throws {FileMissing}
 */
export function findFiles(submission: Submission): SubmittedFiles {
  const { lesson, path } = submission;
  const find = (name: string): string => {
    const file = pathOf(submission, name);
    if (!existsSync(file)) throw new FileMissing(file, lesson);
    return pathToFileURL(file).href;
  };
  const { services, balancer } = lesson.lab;
  const { app, files } = services.shop;
  const own = join(path, SERVER_FILE);
  return {
    app: existsSync(own) ? pathToFileURL(own).href : find(app),
    files: Object.fromEntries(
      files.map((name) => [name.replace(/\.ts$/, ""), find(name)]),
    ),
    pick: balancer?.pick === undefined ? null : find(balancer.pick),
  };
}

/** Where a file is: given files are in the lesson's folder, the learner's in `path`. */
export function pathOf({ lesson, folder, path }: Submission, name: string): string {
  if (!lesson.edits.includes(name)) return join(folder, name);
  return path.endsWith(".ts") ? path : join(path, name);
}
