import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deriveStarter } from "../harness/core/regions.ts";
import { type Entry, solutionFolder } from "./catalogue.ts";

/** A file as it came with the lesson: the solution with its tasks taken out. */
export function readStarter(entry: Entry, file: string): string {
  return deriveStarter(readFileSync(join(solutionFolder(entry), file), "utf8"));
}

/** Whether somebody has changed a file of a lesson. */
export function isBegun(entry: Entry, file: string): boolean {
  try {
    return readFileSync(join(entry.folder, file), "utf8") !== readStarter(entry, file);
  } catch {
    // It is not there any more, so somebody has been at it.
    return true;
  }
}
