import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../core/lesson.ts";

/** What takes the place of the shop, if it is there: "Make it yours", in exercises.md. */
export const SERVER_FILE = "server.ts";

/** Whose files a lab runs. */
export type Submission = {
  lesson: Lesson;
  /** The lesson's folder, with the given files. */
  folder: string;
  /** A folder that holds what the learner edits, or one file in place of the only one. */
  path: string;
};

/** The files that one run executes, as URLs to import. */
export type SubmittedFiles = {
  /** What builds the service: the lesson's own file, or a server.ts in its place. */
  app: string;
  /** What is handed to it, each under its name without the ending. */
  files: Record<string, string>;
  pick: string | null;
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
 * Finds the files under judgement.
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

/** Where a file is: the given ones beside the lesson, those of the learner in `path`. */
export function pathOf({ lesson, folder, path }: Submission, name: string): string {
  if (!lesson.edits.includes(name)) return join(folder, name);
  return path.endsWith(".ts") ? path : join(path, name);
}
