import { judgeOwnFiles } from "../runner/judging/judge-submission.ts";
import { marks, print } from "../terminal/style.ts";
import type { Version } from "./versions.ts";

/**
 * Replaces the solution with the learner's own files where these pass their lesson, and
 * says which files each column runs.
 */
export async function useOwnFiles(versions: readonly Version[]): Promise<Version[]> {
  const chosen: Version[] = [];
  // One after the other, because each starts its own lab.
  for (const version of versions) {
    const { lesson } = version;
    const verdict = await judgeOwnFiles(lesson);
    const yours = verdict.kind === "passed";
    const mark = yours ? marks.passed : marks.waiting;
    const says = yours ? "yours" : "does not pass yet: the solution takes its place";
    print(` ${mark} ${lesson.number} ${lesson.title.padEnd(16)} ${says}`);
    chosen.push(yours ? { ...version, yours, submission: lesson.folder } : version);
  }
  return chosen;
}
