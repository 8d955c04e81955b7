import { type Entry, readLesson } from "../../course/catalogue.ts";
import { readMark, updateMark } from "../../course/progress.ts";
import { print } from "../../terminal/style.ts";
import { headline } from "../headline.ts";
import { playWall } from "./demo.ts";

/** Plays the wall on the learner's code, which must have passed. */
export async function showWall(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · the wall"));
  if (!readMark(entry.name).passed) {
    print("\n The wall comes with a pass: it shows what even correct code can't do.");
    print(` next: npm run lesson ${lesson.number}`);
    return 1;
  }
  const seen = await playWall(lesson, entry.folder);
  if (seen) updateMark(entry.name, { wallSeen: true });
  return seen ? 0 : 1;
}
