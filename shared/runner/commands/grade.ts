import type { Entry } from "../../course/catalogue.ts";
import { isAltered, readProvenance } from "../../course/provenance/provenance.ts";
import { exitCodes } from "../../course/verdict.ts";
import { print, printAll } from "../../terminal/style.ts";
import { formatProvenance } from "../screens/provenance.ts";

/**
 * Runs the checks once, if the workbook's own files are as they came. They are compared
 * before anything from the lesson is loaded, which could put them back.
 *
 * @returns the exit code: 2 if a file was changed
 */
export async function gradeLesson(
  entry: Entry,
  lessons: readonly Entry[],
): Promise<number> {
  const provenance = await readProvenance();
  print();
  printAll(formatProvenance(provenance));
  if (isAltered(provenance)) return exitCodes.undecided;
  await loadAll();
  const { runLesson } = await import("./run.ts");
  const code = await runLesson(entry, lessons);
  // The judged code could have changed them in the meantime.
  const afterwards = await readProvenance();
  if (!isAltered(afterwards)) return code;
  print();
  printAll(formatProvenance(afterwards));
  return exitCodes.undecided;
}

// Whatever is loaded before learner code runs is ours, no matter what that code then
// writes.
async function loadAll(): Promise<void> {
  await Promise.all([
    import("./demo.ts"),
    import("../judging/judge-submission.ts"),
    import("../judging/printed-judging.ts"),
    import("../../course/standing.ts"),
  ]);
}
