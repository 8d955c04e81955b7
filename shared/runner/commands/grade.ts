import type { Entry } from "../../course/catalogue.ts";
import { isAltered, readProvenance } from "../../course/provenance/provenance.ts";
import { exitCodes } from "../../course/verdict.ts";
import { print, printAll } from "../../terminal/style.ts";
import { formatProvenance } from "../screens/provenance.ts";

/**
 * Runs the checks once, if the workbook's own files are as they came. They are compared
 * before anything of the lesson is loaded, which could put them back.
 *
 * @returns the exit code: 2 where one was changed
 */
export async function gradeLesson(
  entry: Entry,
  lessons: readonly Entry[],
): Promise<number> {
  const provenance = await readProvenance();
  print();
  printAll(formatProvenance(provenance));
  if (isAltered(provenance)) return exitCodes.undecided;
  const { runLesson } = await import("./run.ts");
  return runLesson(entry, lessons);
}
