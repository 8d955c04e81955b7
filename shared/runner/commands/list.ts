import { type Entry, readLesson } from "../catalogue.ts";
import { readMark } from "../progress.ts";
import { marks, print, style } from "../style.ts";

/** The list: every lesson with its question, its state, and which one is next. */
export async function showList(lessons: readonly Entry[]): Promise<number> {
  print();
  print(style.bold(" Why am I logged out?"));
  print();
  let next: Entry | undefined;
  for (const entry of lessons) {
    const { title, minutes, question } = await readLesson(entry);
    const { passed, task } = readMark(entry.name);
    if (!passed) next ??= entry;
    const mark = passed ? style.green(marks.passed) : marks.waiting;
    const state = passed ? "passed" : task === null ? "open" : `at TODO ${task}`;
    const name = `${entry.number} ${title}`;
    print(` ${mark} ${name.padEnd(22)} ${`${minutes} min`.padEnd(7)} ${state}`);
    print(`      ${question}`);
  }
  print();
  print(next ? ` next: npm run lesson ${next.number}` : " All lessons passed.");
  return 0;
}
