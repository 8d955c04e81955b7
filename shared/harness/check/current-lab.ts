import { dirname } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { LabError } from "../core/errors.ts";
import type { Lesson } from "../core/lesson.ts";
import type { Lab } from "../lab/lab.ts";
import { preparePool, takePool } from "../lab/ready-pool.ts";
import { startLab } from "../lab/start-lab.ts";

let current: { lab: Lab; lesson: Lesson } | null = null;
let closesAfterTests = true;

/**
 * Leaves closing the lab to the caller. A node:test hook would also end its series of
 * tests, and a judge might have another run to do.
 */
export function closeByHand(): void {
  closesAfterTests = false;
}

/** The lab that the checks of this process run in, and its lesson. */
export function currentLab(): { lab: Lab; lesson: Lesson } {
  if (current) return current;
  throw new LabError("LAB_CLOSED", "a check ran before the lab was open", {
    hint: "await openLab(import.meta.url) at the top of lesson.test.ts",
  });
}

/**
 * Opens the lab of the lesson whose test file calls this; it closes after the last check.
 *
 * @param testUrl the test file's import.meta.url
 * @throws {LabError}, {HostError} or {FileMissing}
 */
export async function openLab(testUrl: string): Promise<Lab> {
  const folder = dirname(fileURLToPath(testUrl));
  const lesson = await preparePool(folder, false);
  const submission = {
    lesson,
    folder,
    // The runner and the workbook's own tests judge other files with the same checks.
    path: process.env.LESSON_ANSWER ?? folder,
  };
  const lab = await startLab(submission, {}, takePool());
  current = { lab, lesson };
  if (closesAfterTests) after(closeLab);
  return lab;
}

/** Ends the lab, if one is open. */
export async function closeLab(): Promise<void> {
  const closing = current;
  current = null;
  await closing?.lab[Symbol.asyncDispose]();
}
