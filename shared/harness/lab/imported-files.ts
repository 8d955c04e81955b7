import { readFileSync } from "node:fs";

// What is only the type of a file loads nothing.
const importedFile = /(?<!typeof import\()["']\.{1,2}\//;

/**
 * Whether one of these files imports another one by its path. That one is loaded once in a
 * process, however often the first is loaded again.
 *
 * @param files as URLs
 */
export function importsFiles(files: readonly string[]): boolean {
  return files.some((file) => importedFile.test(readFileSync(new URL(file), "utf8")));
}
