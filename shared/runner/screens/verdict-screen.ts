import { editedFilesOf, type LoadedLesson, root } from "../../course/catalogue.ts";
import type { Verdict } from "../../course/verdict.ts";
import type { Outcome } from "../../harness/check/report.ts";
import type { Lesson, Task } from "../../harness/core/lesson.ts";
import { lastMoments } from "../../harness/core/timeline.ts";
import { formatMoments, nameTask, paragraph } from "../../terminal/format.ts";
import { marks, style } from "../../terminal/style.ts";
import { formatThrown } from "./thrown.ts";

const MAX_MOMENTS = 6;

type Failed = Extract<Verdict, { kind: "failed" }>;
type Unloadable = Extract<Verdict, { kind: "unloadable" }>;

/**
 * The lines under those of the checks: what came of them all, and what to do next.
 *
 * @param staying whether the runner waits for the next save
 */
export function formatVerdict(
  lesson: LoadedLesson,
  verdict: Verdict,
  staying = false,
): string[] {
  switch (verdict.kind) {
    case "passed":
      return formatPass(lesson, verdict.untouched);
    case "failed":
      return formatFailure(lesson, verdict, staying);
    case "unloadable":
      return formatUnloadable(lesson, verdict, staying);
    case "undecided":
      return formatUndecided(lesson, verdict, staying);
  }
}

// The three zones of a failure: what is waiting, what happened, and what to do next.
function formatFailure(
  lesson: LoadedLesson,
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
    ...formatTask(lesson, task, staying),
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

function formatTask(lesson: LoadedLesson, task: Task | null, staying: boolean): string[] {
  const next = `npm run lesson ${lesson.number}`;
  const action = staying
    ? "edit that file, and save it"
    : `edit that file, then: ${next}`;
  if (!task) {
    const files = editedFilesOf(lesson).join(", ");
    return [
      style.bold(` A guard  ${files}:`),
      "         the given code had it right; a change outside the TODOs broke it",
      "         see what you changed there: git diff",
      ` next:   ${action}`,
    ];
  }
  return [
    style.bold(
      ` ${nameTask(task.number, task.stretch)}  lessons/${lesson.name}/${task.file}:`,
    ),
    ...paragraph(task.title, 9),
    ` next:   ${action}`,
    `         or: ${staying ? "press h for a hint" : `${next} hint`}`,
  ];
}

function formatUnloadable(
  lesson: LoadedLesson,
  { failure, task }: Unloadable,
  staying: boolean,
): string[] {
  // A TODO that is met while the files load stops every check: it is told once.
  if (task) return ["", ...formatTask(lesson, task, staying)];
  const again = staying ? ", and save it" : `, then: npm run lesson ${lesson.number}`;
  return [
    style.bold(` ${editedFilesOf(lesson).join(", ")} does not load:`),
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
