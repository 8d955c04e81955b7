import { type LoadedLesson, root } from "../../course/catalogue.ts";
import { hasOwnServer, submittedFilesOf } from "../../course/submitted-files.ts";
import type { Verdict } from "../../course/verdict.ts";
import type { Outcome } from "../../harness/check/report.ts";
import type { Moment } from "../../harness/core/hop.ts";
import type { Lesson, Task } from "../../harness/core/lesson.ts";
import { lastMoments } from "../../harness/core/timeline.ts";
import { formatMoments, paragraph } from "../../terminal/format.ts";
import { marks, style } from "../../terminal/style.ts";
import { formatNextStep, type ReaderSituation } from "./next-step.ts";
import { withoutSeam } from "./seam-words.ts";
import { formatThrown } from "./thrown.ts";

const MAX_MOMENTS = 6;

type Failed = Extract<Verdict, { kind: "failed" }>;
type Unloadable = Extract<Verdict, { kind: "unloadable" }>;

/** The lines below the checks: the overall result, and what to do next. */
export function formatVerdict(
  lesson: LoadedLesson,
  verdict: Verdict,
  situation: Partial<ReaderSituation> = {},
): string[] {
  const { staying = false, submission = lesson.folder } = situation;
  const reader = { staying, submission };
  switch (verdict.kind) {
    case "passed":
      return formatPass(lesson, verdict.untouched);
    case "failed":
      return formatFailure(lesson, verdict, reader);
    case "unloadable":
      return formatUnloadable(lesson, verdict, reader);
    case "undecided":
      return formatUndecided(lesson, verdict, staying);
  }
}

// The three zones of a failure: what is waiting, what happened, and what to do next.
function formatFailure(
  lesson: LoadedLesson,
  verdict: Failed,
  reader: ReaderSituation,
): string[] {
  const { check, task, waiting } = verdict;
  const moments = lastMoments(check.moments, MAX_MOMENTS);
  const checks = waiting === 1 ? "1 more check waits" : `${waiting} more checks wait`;
  const isTasks = task !== null && !hasOwnServer(reader.submission);
  const whatFor = isTasks ? `TODO ${task.number}` : "this one";
  return [
    ...(waiting > 0 ? [` ${marks.waiting} ${checks} for ${whatFor}`] : []),
    ...(moments.length > 0
      ? ["", ...tellCut(check.moments, moments), ...formatMoments(moments)]
      : []),
    ...(check.outcome.kind === "failed"
      ? formatFinding(lesson, check.outcome, reader)
      : []),
    "",
    ...formatNextStep(lesson, task, reader),
  ];
}

/** How much of the record came before what is shown. */
function tellCut(all: readonly Moment[], shown: readonly Moment[]): string[] {
  const earlier = countRequests(all) - countRequests(shown);
  if (earlier === 0) return [];
  const requests = earlier === 1 ? "1 request" : `${earlier} requests`;
  return [`       … after ${requests} of this check`];
}

function countRequests(moments: readonly Moment[]): number {
  return moments.filter(({ kind }) => kind === "hop").length;
}

type FailedOutcome = Extract<Outcome, { kind: "failed" }>;

// What happened in this run, which the check knows, and what is true instead, which comes
// from the misconception.
function formatFinding(
  lesson: LoadedLesson,
  { happened, misconception, printed }: FailedOutcome,
  { submission }: ReaderSituation,
): string[] {
  const named = misconception === null ? undefined : lesson.misconceptions[misconception];
  const text = named === undefined ? happened : `${happened} ${named.truth}`;
  return [
    "",
    ...paragraph(hasOwnServer(submission) ? withoutSeam(lesson, text) : text, 3),
    ...(misconception === null ? [] : [`   known as: ${misconception}`]),
    ...(printed.length === 0 ? [] : ["", "   what the servers printed last:"]),
    ...printed.map((text) => `   ${text.slice(0, 76)}`),
  ];
}

function formatUnloadable(
  lesson: LoadedLesson,
  { failure, task }: Unloadable,
  reader: ReaderSituation,
): string[] {
  // A TODO that runs while the files load stops every check, so it's reported once.
  if (task) return ["", ...formatNextStep(lesson, task, reader)];
  const again = reader.staying
    ? ", and save it"
    : `, then: npm run lesson ${lesson.number}`;
  return [
    style.bold(
      ` ${submittedFilesOf(lesson, reader.submission).join(", ")} does not load:`,
    ),
    "",
    ...formatThrown(failure.message, root),
    "",
    ` next:   ${failure.hint ?? `edit that file${again}`}`,
  ];
}

function formatPass(lesson: Lesson, untouched: readonly Task[]): string[] {
  return [
    "",
    style.bold(` Lesson ${lesson.number} is done.`),
    ...untouched.flatMap(({ number, title }) => {
      const text = `${marks.stretch} not begun: TODO ${number} — ${title}`;
      return paragraph(text, 3).map((line, at) => (at === 0 ? line.slice(2) : line));
    }),
  ];
}

function formatUndecided(
  { number }: Lesson,
  { fact, hint }: { fact: string; hint: string },
  staying: boolean,
): string[] {
  return [
    "",
    style.bold(" This run could not decide, and says nothing about your code:"),
    ...paragraph(fact, 3),
    " next:",
    ...paragraph(hint, 3),
    `   to try it again: ${staying ? "press r" : `npm run lesson ${number}`}`,
  ];
}
