import type { Entry } from "../../course/catalogue.ts";
import { wasBusy } from "../../course/verdict.ts";
import type { Judgement } from "../../runner/judging/judge-submission.ts";
import { type JudgeOptions, judge } from "./judging.ts";

const MOST_TRIES = 4;

/**
 * Judges a folder like `judge`, and retries while other programs keep the machine busy.
 */
export async function judgeInTime(
  entry: Entry,
  answer: string,
  options: JudgeOptions = {},
): Promise<Judgement> {
  for (let tries = 1; ; tries++) {
    const judgement = await judge(entry, answer, options);
    if (!wasBusy(judgement.verdict) || tries >= MOST_TRIES) return judgement;
  }
}
