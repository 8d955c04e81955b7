import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deriveStarter } from "../harness/core/regions.ts";
import { type Entry, solutionFolder } from "./catalogue.ts";

/**
 * A file as it came with the lesson: the solution with its tasks taken out.
 *
 * @param solved the tasks that are left in
 */
export function readStarter(
  entry: Entry,
  file: string,
  solved: ReadonlySet<number> = new Set(),
): string {
  return deriveStarter(readFileSync(join(solutionFolder(entry), file), "utf8"), solved);
}

/** What the learner has in a lesson's file; null: it can't be read. */
export function readLearnerFile(entry: Entry, file: string): string | null {
  return readText(join(entry.folder, file));
}

/**
 * A text file with the line ends of ours: editors on Windows may write others, and they are
 * no difference. null: it can't be read.
 */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
