import { join } from "node:path";
import type { LoadedLesson } from "../../course/catalogue.ts";
import { checksAreReal } from "../../course/checksum.ts";
import { decideLoadFailure } from "../../course/load-failure.ts";
import { decide, type Verdict } from "../../course/verdict.ts";
import type { CheckReport } from "../../harness/check/report.ts";
import { Judge } from "./judge.ts";

/** Callbacks for what happens while a submission is judged. */
export type JudgingListener = {
  /** Called with the Redis that the checks run on, if the lesson needs one. */
  onRedis?: ((description: string) => void) | undefined;
  /** Called with each check's report as it arrives. */
  onReport?: (report: CheckReport) => void;
  /** Called with the verdict at once; ending the lab takes another moment. */
  onVerdict?: (verdict: Verdict) => void;
};

export type Judgement = {
  reports: CheckReport[];
  verdict: Verdict;
  /** A description of the Redis it ran on; null: it had none. */
  redis: string | null;
};

type JudgingOptions = {
  /** Whether each report says what the store contains after its check. */
  showsStore?: boolean;
  /**
   * Whether lesson.test.ts may differ from the original: for someone who is writing it.
   */
  checksMayDiffer?: boolean;
  /** Whether processes of earlier runs may be reused. */
  reusesProcesses?: boolean;
  /**
   * Whether other submissions are being judged at the same time: for the workbook's own
   * tests.
   */
  hasCompany?: boolean;
};

/**
 * Runs a lesson's checks on a submission, and decides. Every verdict comes from here: the
 * runner prints it, `finish` counts it, the matrix compares it.
 *
 * @param submission the folder with the files to be judged
 */
export async function judgeSubmission(
  lesson: LoadedLesson,
  submission: string,
  judge: Judge,
  { onRedis, onReport, onVerdict }: JudgingListener = {},
  {
    showsStore = false,
    checksMayDiffer = false,
    reusesProcesses = false,
    hasCompany = false,
  }: JudgingOptions = {},
): Promise<Judgement> {
  const reports: CheckReport[] = [];
  let decided: Verdict | null = null;
  let ranOn: string | null = null;
  const end = (verdict: Verdict): Judgement => {
    if (decided === null) onVerdict?.(verdict);
    decided ??= verdict;
    return { reports, verdict: decided, redis: ranOn };
  };
  if (!checksMayDiffer && !checksAreReal(lesson, lesson.folder))
    return end(alteredChecks(lesson));
  const testFile = join(lesson.folder, "lesson.test.ts");
  try {
    await judge.run(
      { testFile, submission, showsStore, reusesProcesses, hasCompany },
      (report) => {
        reports.push(report);
        onReport?.(report);
      },
      () => end(decide(lesson, reports)),
      (redis) => {
        ranOn = redis;
        onRedis?.(redis);
      },
    );
    return end(decide(lesson, reports));
  } catch (error) {
    // The run was abandoned, so no one needs a screen.
    if (judge.dismissed) return { reports, verdict: decided ?? abandoned, redis: ranOn };
    return end(decideLoadFailure(lesson, error));
  }
}

/** Judges the learner's own files with a separate judge, and prints nothing meanwhile. */
export async function judgeOwnFiles(lesson: LoadedLesson): Promise<Verdict> {
  await using judge = new Judge();
  const { verdict } = await judgeSubmission(lesson, lesson.folder, judge);
  return verdict;
}

const abandoned: Verdict = { kind: "undecided", fact: "abandoned", hint: "" };

function alteredChecks({ name, number }: LoadedLesson): Verdict {
  return {
    kind: "undecided",
    fact: `lessons/${name}/lesson.test.ts is not the file that came with the lesson`,
    hint: `restore it: npm run lesson ${number} reset checks`,
  };
}
