import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "../harness/core/lesson.ts";

/** The SHA-256 of a lesson's checks, whatever line ends the checkout uses. */
export function checksumOf(folder: string): string {
  const text = readFileSync(join(folder, "lesson.test.ts"), "utf8").replaceAll(
    "\r\n",
    "\n",
  );
  return createHash("sha256").update(text).digest("hex");
}

/** Whether the checks are the real ones: an emptied test passes in every test runner. */
export function checksAreReal(lesson: Lesson, folder: string): boolean {
  try {
    return checksumOf(folder) === lesson.checksum;
  } catch {
    return false;
  }
}
