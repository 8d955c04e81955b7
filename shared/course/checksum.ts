import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "../harness/core/lesson.ts";

const CHECKS = "lesson.test.ts";

/**
 * The files that judge, with their texts: a lesson's checks, and the files from the
 * lesson's own folder that they import, directly or indirectly. The checks come first.
 *
 * @param read returns a file's text, and throws if the file doesn't exist
 */
export function readJudgingFiles(read: (file: string) => string): Map<string, string> {
  const texts = new Map([[CHECKS, read(CHECKS)]]);
  // The map grows during this loop.
  for (const text of texts.values()) {
    for (const helper of helpersIn(text)) {
      if (!texts.has(helper)) texts.set(helper, read(helper));
    }
  }
  return texts;
}

/** The files of its own folder that a file imports. */
function helpersIn(text: string): string[] {
  return [...text.matchAll(/\bfrom "\.\/([^"]+)"/g)].map(([, file = ""]) => file);
}

/**
 * The SHA-256 of the files that judge a lesson, no matter which line ends the checkout
 * uses.
 */
export function checksumOf(folder: string): string {
  const hash = createHash("sha256");
  const texts = readJudgingFiles((file) => readFileSync(join(folder, file), "utf8"));
  for (const [file, text] of texts) {
    const unified = text.replaceAll("\r\n", "\n");
    hash.update(file === CHECKS ? unified : `\0${file}\0${unified}`);
  }
  return hash.digest("hex");
}

/**
 * Whether the checks are the real ones: an emptied test file passes in any test runner.
 */
export function checksAreReal(lesson: Lesson, folder: string): boolean {
  try {
    return checksumOf(folder) === lesson.checksum;
  } catch {
    return false;
  }
}
