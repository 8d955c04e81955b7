import type { LoadedLesson } from "../../course/catalogue.ts";
import type { Verdict } from "../../course/verdict.ts";
import { marks, print, printAll, style } from "../../terminal/style.ts";
import { formatCheck } from "../screens/checks.ts";
import type { ReaderSituation } from "../screens/next-step.ts";
import { formatVerdict } from "../screens/verdict-screen.ts";
import type { JudgingListener } from "./judge-submission.ts";

/**
 * Prints each check as it ends, and the verdict, except a pass, which the caller reports.
 */
export function printJudging(
  lesson: LoadedLesson,
  reader: ReaderSituation,
): JudgingListener {
  return {
    onRedis: (description) => print(style.dim(` Redis: ${description}`)),
    onReport: (report) => printAll(formatCheck(lesson, report)),
    onVerdict: (verdict) => {
      if (verdict.kind === "passed") return;
      // Nothing has been printed since the line that said "checking".
      if (verdict.kind === "unloadable" && reader.staying) print();
      printAll(formatVerdict(lesson, verdict, reader));
    },
  };
}

/** The lines under a failed stretch task if everything required has passed. */
export function formatEarned({ number }: LoadedLesson, verdict: Verdict): string[] {
  if (verdict.kind !== "failed" || !verdict.earned) return [];
  return ["", ` Lesson ${number} is done anyway: its tick needs no ${marks.stretch}.`];
}
