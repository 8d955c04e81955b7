import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathOf, SERVER_FILE } from "../harness/lab/submission.ts";
import type { LoadedLesson } from "./catalogue.ts";
import { readText } from "./lesson-files.ts";

/** Whether a server.ts replaces the shop ("Make it yours", in exercises.md). */
export function hasOwnServer(submission: string): boolean {
  return existsSync(join(submission, SERVER_FILE));
}

/**
 * The files to be judged, as paths in the project: what the learner edits, or the
 * server.ts that replaces it.
 */
export function submittedFilesOf(
  { edits, name }: LoadedLesson,
  submission: string,
): string[] {
  const files = hasOwnServer(submission) ? [SERVER_FILE] : edits;
  return files.map((file) => `lessons/${name}/${file}`);
}

/** A submitted file as it is now; null: it can't be read. */
export function readSubmittedFile(
  lesson: LoadedLesson,
  submission: string,
  file: string,
): string | null {
  const { folder } = lesson;
  return readText(pathOf({ lesson, folder, path: submission }, file));
}
