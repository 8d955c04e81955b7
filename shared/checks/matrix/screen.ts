import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readLesson } from "../../course/catalogue.ts";
import type { Outcome } from "../../harness/check/report.ts";
import { messageOf } from "../../harness/core/errors.ts";
import type { Moment } from "../../harness/core/hop.ts";
import type { Judgement } from "../../runner/judging/judge-submission.ts";
import { formatCheck } from "../../runner/screens/checks.ts";
import { formatVerdict } from "../../runner/screens/verdict-screen.ts";
import type { ProofAnswer } from "./answers.ts";

/**
 * What a learner sees, from the failing check to the end. Anything that differs from run
 * to run (process ids, times, ports, and who of several came first) is written as "…",
 * and so is Node's version.
 */
export async function formatScreen(
  { lesson: entry }: ProofAnswer,
  submission: string,
  { reports, verdict }: Judgement,
): Promise<string> {
  const lesson = await readLesson(entry);
  const checks = reports.flatMap((report) => formatCheck(lesson, report));
  if (verdict.kind !== "failed") return `${verdict.kind}\n`;
  const { check } = verdict;
  const moments = withoutOrder(check.moments);
  const outcome = withoutChance(check.outcome, check.moments.some(isAtOnce));
  const lines = [
    ...checks.slice(-1),
    ...formatVerdict(
      lesson,
      { ...verdict, check: { ...check, moments, outcome } },
      { submission },
    ),
  ];
  return `${lines.map(normalise).join("\n")}\n`;
}

/** The message, before it is wrapped, without anything random. */
function withoutChance(outcome: Outcome, inAnyOrder: boolean): Outcome {
  if (outcome.kind !== "failed") return outcome;
  const happened = outcome.happened.replace(/at most \d+ bits/, "at most … bits");
  // Of simultaneous requests, any could have been the first to fail.
  const anyOf = /\b([Ss]erver [A-Z]|Alice|Bob)\b/g;
  return { ...outcome, happened: inAnyOrder ? happened.replace(anyOf, "…") : happened };
}

function isAtOnce(moment: Moment): boolean {
  return moment.kind === "hop" && moment.atOnce === true;
}

/** Simultaneous requests become one line, because their order means nothing. */
function withoutOrder(moments: readonly Moment[]): Moment[] {
  const event = { kind: "event", text: "(several requests at once)" } as const;
  return moments
    .filter((moment, at) => !isAtOnce(moment) || !moments.slice(0, at).some(isAtOnce))
    .map((moment) => (isAtOnce(moment) ? event : moment));
}

// A check that waits for something asks for it as often as it takes: that number varies too.
function normalise(line: string): string {
  return line
    .replace(/pid \d+/g, "pid …")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:…")
    .replace(/\bport: \d+/g, "port: …")
    .replace(/\bNode\.js v[\d.]+/g, "Node.js v…")
    .replace(/\d+(\.\d+)? ms\b/g, "… ms")
    .replace(/after \d+ requests? of this check/, "after … requests of this check")
    .trimEnd();
}

/** The screen that was reviewed and accepted is next to the wrong answer. */
function fileOf({ path }: ProofAnswer): string {
  return path.replace(/(\.ts|\.patch)?$/, ".screen.txt");
}

/** How a screen differs from the committed one, line by line; null if it doesn't. */
export function compareScreen(answer: ProofAnswer, screen: string): string | null {
  const file = fileOf(answer);
  const golden = existsSync(file) ? readFileSync(file, "utf8") : "";
  try {
    assert.equal(withoutStoreCalls(screen), withoutStoreCalls(golden));
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

// Store calls are only observed: a command sent while its connection opens can be missed.
function withoutStoreCalls(screen: string): string {
  return screen
    .replace(/^ +Redis: [A-Z, ]+\n/gm, "")
    .replace(/(?: ·| ) Redis: [A-Z, ]+?(?= +←|$)/gm, "");
}

export function writeGolden(answer: ProofAnswer, screen: string): void {
  writeFileSync(fileOf(answer), screen);
}
