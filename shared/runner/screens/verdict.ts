import type { Entry } from "../../course/catalogue.ts";
import type { Verdict } from "../../course/verdict.ts";
import type { Outcome } from "../../harness/check/report.ts";
import type { Lesson, Task } from "../../harness/core/lesson.ts";
import { lastMoments } from "../../harness/core/timeline.ts";
import { formatMoments, nameTask, paragraph } from "../../terminal/format.ts";
import { marks, style } from "../../terminal/style.ts";

const MAX_MOMENTS = 6;

type Failed = Extract<Verdict, { kind: "failed" }>;

/**
 * The lines under those of the checks: what came of them all, and what to do next.
 *
 * @param staying whether the runner waits for the next save
 */
export function formatVerdict(
  entry: Entry,
  lesson: Lesson,
  verdict: Verdict,
  staying = false,
): string[] {
  switch (verdict.kind) {
    case "passed":
      return formatPass(lesson, verdict.untouched);
    case "failed":
      return formatFailure(entry, lesson, verdict, staying);
    case "undecided":
      return formatUndecided(verdict);
  }
}

// The three zones of a failure: what is waiting, what happened, and what to do next.
function formatFailure(
  entry: Entry,
  lesson: Lesson,
  verdict: Failed,
  staying: boolean,
): string[] {
  const { check, task, waiting } = verdict;
  const moments = lastMoments(check.moments, MAX_MOMENTS);
  const checks = waiting === 1 ? "1 more check waits" : `${waiting} more checks wait`;
  const whatFor = task ? `TODO ${task.number}` : "this one";
  return [
    ...(waiting > 0 ? [` ${marks.waiting} ${checks} for ${whatFor}`] : []),
    ...(moments.length > 0 ? ["", ...formatMoments(moments)] : []),
    ...(check.outcome.kind === "failed" ? formatFinding(lesson, check.outcome) : []),
    "",
    ...formatTask(entry, lesson, task, staying),
  ];
}

type FailedOutcome = Extract<Outcome, { kind: "failed" }>;

// What happened in this run, and what is true instead: the one is known to the check, the
// other stands with the misconception.
function formatFinding(
  { misconceptions }: Lesson,
  { happened, misconception, printed }: FailedOutcome,
): string[] {
  const truth = misconception === null ? undefined : misconceptions[misconception]?.truth;
  return [
    "",
    ...paragraph(truth === undefined ? happened : `${happened} ${truth}`, 3),
    ...(misconception === null ? [] : [`   known as: ${misconception}`]),
    ...(printed.length === 0 ? [] : ["", "   what the servers printed last:"]),
    ...printed.map((text) => `   ${text.slice(0, 76)}`),
  ];
}

function formatTask(
  entry: Entry,
  lesson: Lesson,
  task: Task | null,
  staying: boolean,
): string[] {
  const next = `npm run lesson ${lesson.number}`;
  const action = staying
    ? "edit that file, and save it"
    : `edit that file, then: ${next}`;
  if (!task) {
    const files = lesson.edits.map((file) => `lessons/${entry.name}/${file}`).join(", ");
    return [
      style.bold(` A guard  ${files}:`),
      "         the given code had it right; a change outside the TODOs broke it",
      "         see what you changed there: git diff",
      ` next:   ${action}`,
    ];
  }
  return [
    style.bold(
      ` ${nameTask(task.number, task.stretch)}  lessons/${entry.name}/${task.file}:`,
    ),
    ...paragraph(task.title, 9),
    ` next:   ${action}`,
    `         or: ${staying ? "press h for a hint" : `${next} hint`}`,
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

function formatUndecided({ fact, hint }: { fact: string; hint: string }): string[] {
  return [
    "",
    style.bold(" This run could not decide, and says nothing about your code:"),
    ...paragraph(fact, 3),
    " next:",
    ...paragraph(hint, 3),
  ];
}
