import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { type Entry, root } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { howToFix, openStretches } from "./answer-files.ts";
import {
  applyChanges,
  applyWhatFits,
  formatPatch,
  makeChanges,
  type NamedFile,
  readPatch,
} from "./answer-patch.ts";
import { answersOf, wordOf } from "./answers.ts";
import { readMarked } from "./marked-files.ts";
import { readPatchFile } from "./patch-file.ts";
import { mergeTexts } from "./three-way.ts";

/**
 * Updates the patches of a lesson that no longer apply to the present solution.
 *
 * @param commit a commit whose solution they did apply to
 * @returns 0 if none is left to fix by hand
 */
export function rebaseAnswers(lesson: Entry, commit: string): number {
  const now = readMarked(lesson);
  const before = now.map(({ path }) => ({ path, text: readOld(lesson, path, commit) }));
  const outdated = answersOf(lesson)
    .filter(({ path }) => path.endsWith(".patch"))
    .filter(({ path }) => !applies(now, path));
  let left = 0;
  for (const answer of outdated) {
    const { path } = answer;
    try {
      writeFileSync(path, rebasePatch(readFileSync(path, "utf8"), before, now));
      console.log(`rebased ${relative(root, path)}`);
    } catch (error) {
      left++;
      console.log(`not ${relative(root, path)}: ${messageOf(error)}`);
      console.log(howToFix(lesson, wordOf(answer)));
    }
  }
  console.log(`${outdated.length} no longer applied; ${left} are left to fix by hand`);
  return left === 0 ? 0 : 1;
}

function applies(marked: readonly NamedFile[], path: string): boolean {
  const { changes, header } = readPatchFile(path);
  const solution = openStretches(marked, header.leavesOpen);
  return applyWhatFits(solution, changes).refused.length === 0;
}

/**
 * The patch that does to the present solution what the old patch did to the old one.
 *
 * @throws if it didn't apply to the old one, or if both changed the same lines
 */
export function rebasePatch(
  patch: string,
  before: readonly NamedFile[],
  now: readonly NamedFile[],
): string {
  const { changes, header } = readPatch(patch);
  const oldSolution = openStretches(before, header.leavesOpen);
  const solution = openStretches(now, header.leavesOpen);
  const answer = applyChanges(oldSolution, changes).map(({ path, text }, at) => {
    const merged = mergeTexts(
      oldSolution[at]?.text ?? "",
      text,
      solution[at]?.text ?? "",
    );
    if (merged !== null) return { path, text: merged };
    throw new Error(`the solution changed the same lines of ${path}`);
  });
  return formatPatch({ header, changes: makeChanges(solution, answer) });
}

function readOld({ name }: Entry, file: string, commit: string): string {
  const object = `${commit}:solutions/${name}/${file}`;
  return execFileSync("git", ["show", object], { cwd: root, encoding: "utf8" });
}
