import { type TestContext, test } from "node:test";
import { TodoError } from "../app/todo.ts";
import { messageOf } from "./core/errors.ts";
import type { Moment } from "./core/hop.ts";
import { taskOf } from "./core/lesson.ts";
import { Timeline } from "./core/timeline.ts";
import { currentLab } from "./lab/current-lab.ts";
import { eventually } from "./lab/eventually.ts";
import { Finding } from "./lab/finding.ts";
import { readableLines } from "./lab/printed.ts";
import type { CheckReport, Outcome } from "./report.ts";

/** A check that takes longer than this has lost its way; right answers may be slow. */
const CHECK_WITHIN_MILLISECONDS = 30_000;

const PRINTED_LINES = 6;
const ENDING_LINES = 8;
const PRINTED_WITHIN_MILLISECONDS = 500;
const SEARCHED_LINES = 40;
let stoppedAt: string | null = null;
let registered = 0;
let report: (check: CheckReport) => void = () => {};

/**
 * Begins a run: the judge listens to its checks. A plain `node --test` run has node:test's
 * own report.
 */
export function beginRun(listener: (check: CheckReport) => void): void {
  stoppedAt = null;
  registered = 0;
  report = listener;
}

/** How many checks the test file has registered. */
export function countChecks(): number {
  return registered;
}

/**
 * One check of a lesson: a node:test test whose sentence is about a user.
 *
 * After a core check or a guard fails, the later ones wait; an untouched stretch is
 * skipped, and says so.
 *
 * @param slug the check's name, which is also the misconception that it catches
 */
export function check(slug: string, sentence: string, body: () => Promise<void>): void {
  registered++;
  void test(sentence, { timeout: CHECK_WITHIN_MILLISECONDS + 1_000 }, async (context) => {
    const { lab, lesson } = currentLab();
    lab.startTimeline(new Timeline());
    const outcome =
      stoppedAt === null ? await run(slug, body) : { kind: "waiting" as const };
    const { hops, moments } = lab.timeline;
    const stretch = taskOf(lesson, slug)?.stretch ?? false;
    if (outcome.kind !== "passed" && outcome.kind !== "untouched") stoppedAt ??= slug;
    report({ slug, sentence, outcome, hops, moments });
    settle(context, outcome, stretch);
  });
}

async function run(slug: string, body: () => Promise<void>): Promise<Outcome> {
  const { lab, lesson } = currentLab();
  try {
    await within(CHECK_WITHIN_MILLISECONDS, body());
    // Not sooner: a run that stops at its first check has no use for a spare.
    lab.servers.warmSpares();
    return { kind: "passed" };
  } catch (error) {
    if (lab.fault) {
      const { code, message, hint } = lab.fault;
      return { kind: "undecided", code, fact: message, hint };
    }
    const task = taskOf(lesson, slug);
    if (task?.stretch && lab.isUntouched(task)) return { kind: "untouched" };
    const todo = asTodo(error);
    return todo ? { kind: "todo", ...todo } : await failure(slug, error);
  }
}

/** A TodoError of this process, or one that came over from a server. */
function asTodo(error: unknown): { task: number; what: string } | null {
  if (error instanceof TodoError) return { task: error.task, what: error.what };
  const failure = error instanceof Error && "failure" in error ? error.failure : null;
  if (typeof failure !== "object" || failure === null) return null;
  const { task, what } = failure as { task?: unknown; what?: unknown };
  return typeof task === "number" ? { task, what: String(what) } : null;
}

async function failure(slug: string, error: unknown): Promise<Outcome> {
  const { lab } = currentLab();
  const finding =
    error instanceof Finding ? error : new Finding(messageOf(error), { slug: null });
  if (finding.hop !== undefined && finding.expected !== undefined) {
    lab.timeline.markExpected(finding.hop, finding.expected);
  }
  const broke = lab.timeline.moments.some((moment) =>
    [500, 502].includes(statusOf(moment)),
  );
  return {
    kind: "failed",
    happened: finding.message,
    misconception: finding.slug === undefined ? slug : finding.slug,
    printed: broke ? await waitForPrinted() : lastPrinted(),
  };
}

// What a server prints about an error comes by another way than its answer.
async function waitForPrinted(): Promise<string[]> {
  return eventually(() => {
    const printed = lastPrinted();
    if (printed.length > 0) return printed;
    throw new Error("nothing has been printed yet");
  }, PRINTED_WITHIN_MILLISECONDS).catch(() => []);
}

function statusOf(moment: Moment): number {
  return moment.kind === "hop" ? moment.hop.status : 0;
}

/** What the servers printed last; how they ended, if some ended by themselves. */
function lastPrinted(): string[] {
  const { lab } = currentLab();
  const fallen = lab.servers.fallen.map((name) => lab.servers.process(name).ending);
  if (fallen.length > 0) {
    return fallen.flatMap((ending) => readableLines(ending.split("\n"), ENDING_LINES));
  }
  const printed = lab.servers.names.flatMap((name) =>
    lastWords(name, lab.servers.process(name).output.lines(SEARCHED_LINES)),
  );
  return [...printed, ...lastWords("balancer", lab.balancerLines(SEARCHED_LINES))];
}

function lastWords(name: string, lines: readonly string[]): string[] {
  return readableLines(lines, PRINTED_LINES).map((line) => `${name} | ${line}`);
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const text = `The check was not done after ${milliseconds / 1000} s.`;
    timer = setTimeout(() => reject(new Finding(text, { slug: null })), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function settle(context: TestContext, outcome: Outcome, stretch: boolean): void {
  switch (outcome.kind) {
    case "passed":
      return;
    case "waiting":
      context.skip(`waits: "${stoppedAt}" has not passed`);
      return;
    case "untouched":
      context.skip("a stretch task that nobody has begun");
      return;
    case "todo":
      throw new Error(`TODO ${outcome.task} — ${outcome.what}`);
    case "failed":
      throw new Error(stretch ? `stretch: ${outcome.happened}` : outcome.happened);
    case "undecided":
      throw new Error(`${outcome.code}: ${outcome.fact}. ${outcome.hint}`);
  }
}
