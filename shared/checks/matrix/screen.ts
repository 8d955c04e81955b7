import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { messageOf } from "../../harness/core/errors.ts";
import type { Moment } from "../../harness/core/hop.ts";
import { type Entry, readLesson } from "../../runner/catalogue.ts";
import { formatCheck } from "../../runner/screens/checks.ts";
import { formatVerdict } from "../../runner/screens/verdict.ts";
import type { Judgement } from "../support/judging.ts";
import type { ProofAnswer } from "./answers.ts";

/**
 * What a learner sees, from the check that fails to the end. What differs from run to run
 * (process ids, times, ports, and who of several came first) is written as "…".
 */
export async function formatScreen(
  entry: Entry,
  { reports, verdict }: Judgement,
): Promise<string> {
  const lesson = await readLesson(entry);
  const checks = reports.flatMap((report) => formatCheck(lesson, report));
  if (verdict.kind !== "failed") return `${verdict.kind}\n`;
  const inAnyOrder = verdict.check.moments.some(isAtOnce);
  const check = { ...verdict.check, moments: withoutOrder(verdict.check.moments) };
  const lines = [
    ...checks.slice(-1),
    ...formatVerdict(entry, lesson, { ...verdict, check }),
  ];
  return `${lines.map((line) => normalise(line, inAnyOrder)).join("\n")}\n`;
}

function isAtOnce(moment: Moment): boolean {
  return moment.kind === "hop" && moment.atOnce === true;
}

/** Requests that were under way at once become one line: their order means nothing. */
function withoutOrder(moments: readonly Moment[]): Moment[] {
  const event = { kind: "event", text: "(several requests at once)" } as const;
  return moments
    .filter((moment, at) => !isAtOnce(moment) || !moments.slice(0, at).some(isAtOnce))
    .map((moment) => (isAtOnce(moment) ? event : moment));
}

function normalise(line: string, inAnyOrder: boolean): string {
  // Which server it was is then a matter of chance.
  const anywhere = inAnyOrder ? line.replace(/\b[Ss]erver [A-Z]\b/g, "server …") : line;
  return anywhere
    .replace(/pid \d+/g, "pid …")
    .replace(/at most \d+ bits/g, "at most … bits")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:…")
    .replace(/\d+(\.\d+)? ms\b/g, "… ms")
    .trimEnd();
}

/** The screen that was looked at and found good stands beside the wrong answer. */
function fileOf({ path }: ProofAnswer): string {
  return path.replace(/\.ts$/, ".screen.txt");
}

/** How a screen differs from the committed one, line by line; null if it doesn't. */
export function compareScreen(answer: ProofAnswer, screen: string): string | null {
  const file = fileOf(answer);
  const golden = existsSync(file) ? readFileSync(file, "utf8") : "";
  try {
    assert.equal(screen, golden);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

export function writeGolden(answer: ProofAnswer, screen: string): void {
  writeFileSync(fileOf(answer), screen);
}
