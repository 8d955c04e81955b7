import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deriveStarter } from "../harness/core/regions.ts";
import { type Entry, solutionFolder } from "./catalogue.ts";

/**
 * A file as it came with the lesson: the solution without its tasks.
 *
 * @param solved the tasks whose solutions are left in
 */
export function readStarter(
  entry: Entry,
  file: string,
  solved: ReadonlySet<number> = new Set(),
): string {
  return deriveStarter(readFileSync(join(solutionFolder(entry), file), "utf8"), solved);
}

/** The learner's version of a lesson's file; null: it can't be read. */
export function readLearnerFile(entry: Entry, file: string): string | null {
  return readText(join(entry.folder, file));
}

/**
 * A text file with our line ends: editors on Windows can write others, which don't count
 * as changes. Null: it can't be read.
 */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
