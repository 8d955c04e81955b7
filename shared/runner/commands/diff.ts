import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, readLesson, solutionFolder } from "../../course/catalogue.ts";
import { readLearnerFile } from "../../course/lesson-files.ts";
import { readMark } from "../../course/progress.ts";
import { nameTask } from "../../terminal/format.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline } from "../headline.ts";
import { findOpen, formatDifference } from "../screens/difference.ts";

/**
 * Shows what the solution does differently, task by task; only after a pass, or "anyway".
 */
export async function showDiff(entry: Entry, anyway: boolean): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · yours beside the solution"));
  const command = `npm run lesson ${lesson.number} diff anyway`;
  const { passed, task } = readMark(entry.name);
  if (!anyway && !passed) {
    print("\n Your file hasn't passed yet, and this would give the solution away.");
    print(` next: npm run lesson ${lesson.number} hint`);
    print(`       or: ${command}`);
    return 1;
  }
  for (const file of lesson.edits) {
    const solution = readFileSync(join(solutionFolder(entry), file), "utf8");
    const yours = readLearnerFile(entry, file);
    if (yours === null) {
      print(`\n lessons/${entry.name}/${file} can't be read.`);
      print(` next: npm run lesson ${lesson.number} reset`);
      return 2;
    }
    const open = anyway ? [] : findOpen(yours, solution, task);
    printAll(formatDifference(yours, solution, open));
    if (open.length > 0) print();
    for (const each of open)
      print(
        ` ${nameTask(each, true)} hasn't passed, so it's left out; ${command} shows it`,
      );
  }
  print(`\n - yours, + the solution: solutions/${entry.name}/`);
  return 0;
}
