import { readFileSync } from "node:fs";
import { join } from "node:path";
import { structuredPatch } from "diff";
import { locateRegions, stripRegions } from "../../harness/core/regions.ts";
import { type Entry, readLesson, solutionFolder } from "../catalogue.ts";
import { headline } from "../format.ts";
import { readMark } from "../progress.ts";
import { print, printAll, style } from "../style.ts";

/** Shows what the solution writes otherwise, task by task; only after a pass, or "anyway". */
export async function showDiff(entry: Entry, anyway: boolean): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · yours beside the solution"));
  const command = `npm run lesson ${lesson.number} diff anyway`;
  if (!anyway && !readMark(entry.name).passed) {
    print("\n Your file has not passed yet, and the solution gives all of it away.");
    print(` next: npm run lesson ${lesson.number} hint`);
    print(`       or: ${command}`);
    return 1;
  }
  for (const file of lesson.edits) {
    const solution = readFileSync(join(solutionFolder(entry), file), "utf8");
    const yours = readFileSync(join(entry.folder, file), "utf8");
    printAll(formatDifference(yours, solution));
  }
  print(`\n - yours, + the solution: solutions/${entry.name}/`);
  return 0;
}

/** The hunks of the difference, each under the task that it belongs to. */
export function formatDifference(yours: string, marked: string): string[] {
  const solution = stripRegions(marked);
  const tasks = locateRegions(marked);
  const { hunks } = structuredPatch("yours", "solution", yours, solution, "", "", {
    context: 2,
  });
  if (hunks.length === 0) return ["", " Yours is the solution, to the letter."];
  let last = "";
  return hunks.flatMap(({ lines, newLines, newStart }) => {
    const end = newStart + newLines;
    const task = tasks.find(({ from, to }) => from < end && to >= newStart);
    const head = task ? ` TODO ${task.task} — ${task.what}` : " outside the tasks";
    const heading = head === last ? ["   ⋯"] : ["", style.bold(head)];
    last = head;
    return [...heading, ...lines.map((line) => `   ${line}`)];
  });
}
