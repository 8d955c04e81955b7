import type { Lesson, Task } from "../../harness/core/lesson.ts";
import { lastMoments } from "../../harness/core/timeline.ts";
import type { Entry } from "../catalogue.ts";
import { formatMoments, paragraph } from "../format.ts";
import { marks, print, style } from "../style.ts";
import type { Verdict } from "../verdict.ts";

const MOST_MOMENTS = 7;

type Failed = Extract<Verdict, { kind: "failed" }>;

/** The three zones of a failure: what is waiting, what happened, and what to do next. */
export function printFailure(entry: Entry, lesson: Lesson, verdict: Failed): void {
  const { check, task, waiting } = verdict;
  if (waiting > 0) {
    const checks = waiting === 1 ? "1 more check waits" : `${waiting} more checks wait`;
    print(` ${marks.waiting} ${checks} for ${task ? `TODO ${task.number}` : "this one"}`);
  }
  print();
  for (const line of formatMoments(lastMoments(check.moments, MOST_MOMENTS))) print(line);
  if (check.outcome.kind === "failed") printFinding(check.outcome);
  print();
  printTask(entry, lesson, task);
}

function printFinding(outcome: {
  happened: string;
  misconception: string | null;
  printed: readonly string[];
}): void {
  print();
  for (const line of paragraph(outcome.happened, 3)) print(line);
  if (outcome.misconception !== null) print(`   (${outcome.misconception})`);
  if (outcome.printed.length === 0) return;
  print("\n   what the servers printed last:");
  for (const text of outcome.printed) print(`   ${text.slice(0, 76)}`);
}

function printTask(entry: Entry, lesson: Lesson, task: Task | null): void {
  const next = `npm run lesson ${lesson.number}`;
  const files = lesson.edits.map((file) => `lessons/${entry.name}/${file}`).join(", ");
  if (task) {
    const star = task.stretch ? ` ${marks.stretch}` : "";
    print(style.bold(` TODO ${task.number}${star}  lessons/${entry.name}/${task.file}:`));
    for (const line of paragraph(task.title, 9)) print(line);
  } else {
    print(style.bold(` A guard  ${files}:`));
    print("         no task asks for it: it has to stay right, whatever you change");
  }
  print(` next:   edit that file, then: ${next}`);
  if (task) print(`         or: ${next} hint`);
}

export function printPass(lesson: Lesson, verdict: { untouched: Task[] }): void {
  print();
  print(style.bold(` Lesson ${lesson.number} is done.`));
  for (const { number, title } of verdict.untouched) {
    print(` ${marks.stretch} not begun: TODO ${number} — ${title}`);
  }
}

export function printUndecided({ fact, hint }: { fact: string; hint: string }): void {
  print();
  print(style.bold(" This run could not decide, and says nothing about your code:"));
  for (const line of paragraph(fact, 3)) print(line);
  print(" next:");
  for (const line of paragraph(hint, 3)) print(line);
}
