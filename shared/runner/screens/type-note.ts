import type { LoadedLesson } from "../../course/catalogue.ts";
import { submittedFilesOf } from "../../course/submitted-files.ts";
import type { Verdict } from "../../course/verdict.ts";
import { paragraph } from "../../terminal/format.ts";
import { printAll, style } from "../../terminal/style.ts";
import type { TypeChecker } from "../types/type-checker.ts";
import type { TypeMistake } from "../types/type-mistake.js";

/**
 * Adds to a verdict what TypeScript says about the learner's files, if it finds anything.
 *
 * @param signal aborted when no one is interested anymore
 */
export async function printTypeNote(
  types: TypeChecker,
  lesson: LoadedLesson,
  verdict: Verdict,
  signal?: AbortSignal,
): Promise<void> {
  if (verdict.kind === "undecided") return;
  const mistake = await types.findMistake(
    submittedFilesOf(lesson, lesson.folder),
    signal,
  );
  if (mistake && !signal?.aborted) printAll(formatTypeNote(mistake, verdict));
}

/**
 * Laid out like the next step; after a pass it says that nothing failed because of it.
 */
export function formatTypeNote(
  { file, line, words }: TypeMistake,
  { kind }: Pick<Verdict, "kind">,
): string[] {
  const all = kind === "passed" ? [...words, "The checks pass anyway."] : words;
  return [
    "",
    style.bold(` TypeScript  ${file}:${line}:`),
    ...all.flatMap((text) => paragraph(text, 9)),
  ];
}
