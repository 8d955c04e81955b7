import type { Entry } from "../../course/catalogue.ts";
import { readExplanations } from "../../course/explanations.ts";
import { stripRegions, writeRegion } from "../../harness/core/regions.ts";
import type { NamedFile } from "./answer-patch.ts";
import { readMarked } from "./marked-files.ts";

/**
 * The solution with a variant in place of each task that has that many.
 *
 * @param variant which variant of each task, counted from 0
 */
export function writeVariant(lesson: Entry, variant: number): NamedFile[] {
  let files = readMarked(lesson);
  for (const { task, variants } of readExplanations(lesson)) {
    const code = variants[variant]?.code;
    if (code) files = files.map((file) => replaceTask(file, task, code));
  }
  return files.map(({ path, text }) => ({ path, text: stripRegions(text) }));
}

/** A variant's imports go to the top of the file, the rest into the task's region. */
function replaceTask(
  { path, text }: NamedFile,
  task: number,
  code: readonly string[],
): NamedFile {
  const imports = code.filter((line) => line.startsWith("import "));
  const rest = code.filter((line) => !line.startsWith("import "));
  const written = writeRegion(text, task, rest);
  return written === null
    ? { path, text }
    : { path, text: [...imports, written].join("\n") };
}
