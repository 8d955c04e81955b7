import { type Entry, lessonAfter, readLesson } from "../../course/catalogue.ts";
import { finish } from "../commands/finish.ts";
import { Visit } from "./visit.ts";

/** The exit code a shell expects from a program that Ctrl-C ended: 128 + 2. */
const SIGNAL_EXIT_CODE = 130;

/**
 * Stays in a lesson: runs it again on each save, reacts to single keys, and moves on to
 * the next lesson. After the last one, all are checked again.
 *
 * @returns the exit code
 */
export async function stay(first: Entry, lessons: readonly Entry[]): Promise<number> {
  let entry: Entry | undefined = first;
  while (entry) {
    await using visit: Visit = new Visit(await readLesson(entry), lessons);
    const end = await visit.live();
    if (end === "quit") return 0;
    if (end === "signal") return SIGNAL_EXIT_CODE;
    entry = lessonAfter(entry, lessons);
  }
  await finish(lessons);
  return 0;
}
