import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../core/lesson.ts";
import { WarmStage } from "./warm-stage.ts";

let ready: { folder: string; stage: WarmStage } | null = null;

/**
 * Has everything stand ready that a lesson's lab needs, before anybody has saved a file.
 *
 * @param withSpares whether to boot further servers at once, because there is time
 */
export async function prepareStage(folder: string, withSpares: boolean): Promise<Lesson> {
  const { href } = pathToFileURL(join(folder, "lesson.ts"));
  const { lesson }: { lesson: Lesson } = await import(href);
  if (ready?.folder !== folder) {
    const before = ready?.stage;
    // Whoever asks next, while the one before ends, finds this one.
    const stage = new WarmStage({ lesson, servers: lesson.servers, withSpares });
    ready = { folder, stage };
    await before?.[Symbol.asyncDispose]();
  }
  return lesson;
}

/** The stage that stands ready, which from now on is the caller's. */
export function takeStage(): WarmStage | undefined {
  const stage = ready?.stage;
  ready = null;
  return stage;
}
