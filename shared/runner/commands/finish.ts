import { type Entry, readLesson } from "../catalogue.ts";
import { judgeQuietly } from "../judge-quietly.ts";
import { marks, print, style } from "../style.ts";
import { earnsTick } from "../verdict.ts";
import { rememberVerdict } from "./judging.ts";

/** After the last lesson all are checked again: done is what passes now, not what once did. */
export async function finish(lessons: readonly Entry[]): Promise<number> {
  print();
  print(style.bold(" All lessons, once more:"));
  print();
  let passed = 0;
  for (const entry of lessons) {
    const lesson = await readLesson(entry);
    const verdict = await judgeQuietly(entry, lesson);
    await rememberVerdict(entry, verdict);
    const good = earnsTick(verdict);
    if (good) passed++;
    const mark = good ? style.green(marks.passed) : style.red(marks.failed);
    print(
      ` ${mark} ${entry.number} ${lesson.title.padEnd(20)} ${good ? "passes" : "does not pass"}`,
    );
  }
  print();
  if (passed < lessons.length) {
    print(` ${passed} of ${lessons.length} pass. next: npm run lesson`);
    return 1;
  }
  print(
    style.bold(
      " You have rebuilt the shop in every way, and know why Alice was logged out:",
    ),
  );
  print(" her session was somewhere where the next server could not look.");
  print();
  print(" next: the stretch tasks (☆), and Make it yours, in exercises.md");
  return 0;
}
