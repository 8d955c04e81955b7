import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LabError } from "../core/errors.ts";
import type { Lesson } from "../core/lesson.ts";
import type { Lab } from "./lab.ts";
import { startLab } from "./start-lab.ts";
import { WarmStage } from "./warm-stage.ts";

let current: { lab: Lab; lesson: Lesson } | null = null;
let ready: { folder: string; stage: WarmStage } | null = null;

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
  const lesson = await warmUp(folder);
  const stage = ready?.stage;
  ready = null;
  const plan = {
    lesson,
    folder,
    // The runner, and the tests of the workbook, judge other files by the same checks.
    answer: process.env.LESSON_ANSWER ?? folder,
    servers: lesson.servers,
  };
  const lab = await startLab(plan, stage);
  current = { lab, lesson };
  after(closeLab);
  return lab;
}

/**
 * Has everything stand ready that a lesson's lab needs, before anybody has saved a file.
 *
 * @param withSpares whether to boot the spares at once, because there is time
 */
export async function warmUp(folder: string, withSpares = false): Promise<Lesson> {
  const { href } = pathToFileURL(join(folder, "lesson.ts"));
  const { lesson }: { lesson: Lesson } = await import(href);
  if (ready?.folder !== folder) {
    await ready?.stage[Symbol.asyncDispose]();
    ready = {
      folder,
      stage: new WarmStage({
        lesson,
        servers: lesson.servers,
        spares: withSpares ? (lesson.spares ?? 0) : 0,
      }),
    };
  }
  return lesson;
}

/** Ends the lab, if one is open. */
export async function closeLab(): Promise<void> {
  const closing = current;
  current = null;
  await closing?.lab[Symbol.asyncDispose]();
}
