import { readFileSync } from "node:fs";

// Importing only a file's type loads nothing.
const importedFile = /(?<!typeof import\()["']\.{1,2}\//;

/**
 * Whether one of these files imports another by its path. The imported file is loaded
 * once per process, no matter how often the first is loaded again.
 *
 * @param files as URLs
 */
export function importsFiles(files: readonly string[]): boolean {
  return files.some((file) => importedFile.test(readFileSync(new URL(file), "utf8")));
}
