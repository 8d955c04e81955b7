import { join } from "node:path";
import type { Entry } from "../course/catalogue.ts";
import { checksAreReal } from "../course/checksum.ts";
import { decide, type Verdict } from "../course/verdict.ts";
import type { CheckReport } from "../harness/check/report.ts";
import type { Lesson } from "../harness/core/lesson.ts";
import { alteredChecks } from "./commands/judging.ts";
import { Judge } from "./judge.ts";
import { describeLoadFailure } from "./screens/load-failure.ts";

/** Judges the learner's own files of a lesson, and prints nothing. */
export async function judgeQuietly(entry: Entry, lesson: Lesson): Promise<Verdict> {
  if (!checksAreReal(lesson, entry.folder)) {
    return alteredChecks(entry);
  }
  await using judge = new Judge();
  const reports: CheckReport[] = [];
  const work = { testFile: join(entry.folder, "lesson.test.ts"), answer: entry.folder };
  try {
    await judge.run(work, (report) => reports.push(report));
    return decide(lesson, reports);
  } catch (error) {
    return describeLoadFailure(entry, lesson, error).verdict;
  }
}
