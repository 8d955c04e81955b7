import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckReport, Outcome } from "../harness/check/report.ts";
import type { Lesson } from "../harness/core/lesson.ts";
import { decide, earnsTick } from "./verdict.ts";

const lesson: Lesson = {
  number: "01",
  slug: "in-memory",
  title: "In memory",
  question: "?",
  minutes: 1,
  store: "",
  lab: { services: { shop: { app: "app.ts", files: ["sessions.ts"], servers: 1 } } },
  edits: ["sessions.ts"],
  tasks: [
    { number: 1, title: "one", file: "sessions.ts", checks: ["a", "b"], hints: ["", ""] },
    { number: 2, title: "two", file: "sessions.ts", checks: ["c"], hints: ["", ""] },
    {
      number: 3,
      title: "three",
      file: "sessions.ts",
      stretch: true,
      checks: ["s"],
      hints: ["", ""],
    },
  ],
  guards: ["g"],
  misconceptions: {},
  predictions: [],
  demo: { of: "solution", servers: 1 },
  wall: { servers: 1 },
  checksum: "",
};

const passed: Outcome = { kind: "passed" };
const failed: Outcome = {
  kind: "failed",
  happened: "x",
  misconception: null,
  printed: [],
};
const waiting: Outcome = { kind: "waiting" };
const untouched: Outcome = { kind: "untouched" };
const report = (slug: string, outcome: Outcome, hops = 1): CheckReport => ({
  slug,
  sentence: slug,
  outcome,
  hops,
  moments: [],
});
const order = ["a", "b", "c", "g", "s"];
const reports = (...outcomes: Outcome[]) =>
  outcomes.map((outcome, at) => report(order[at] ?? "", outcome));

for (const { title, given, kind, task } of [
  {
    title: "all checks passed: a pass",
    given: reports(passed, passed, passed, passed, passed),
    kind: "passed",
  },
  {
    title: "a stretch that nobody has begun: a pass",
    given: reports(passed, passed, passed, passed, untouched),
    kind: "passed",
  },
  {
    title: "a core check failed: its task",
    given: reports(passed, passed, failed, waiting, waiting),
    kind: "failed",
    task: 2,
  },
  {
    title: "a check that met another task's TODO: that task",
    given: reports(
      { kind: "todo", task: 2, what: "two" },
      waiting,
      waiting,
      waiting,
      waiting,
    ),
    kind: "failed",
    task: 2,
  },
  {
    title: "a guard failed: no task",
    given: reports(passed, passed, passed, failed, waiting),
    kind: "failed",
    task: undefined,
  },
  {
    title: "a stretch that was begun failed: its task",
    given: reports(passed, passed, passed, passed, failed),
    kind: "failed",
    task: 3,
  },
  { title: "no check at all: no pass", given: [], kind: "undecided" },
  {
    title: "a check is missing: no pass",
    given: reports(passed, passed, passed, passed),
    kind: "undecided",
  },
  {
    title: "the checks in another order: no pass",
    given: reports(passed, passed, passed, passed, passed).reverse(),
    kind: "undecided",
  },
  {
    title: "a check that sent no request: no pass",
    given: [...reports(passed, passed, passed, passed), report("s", passed, 0)],
    kind: "undecided",
  },
  {
    title: "the lab broke: nothing is said about the code",
    given: reports(
      passed,
      { kind: "undecided", code: "REAPER_LOST", fact: "", hint: "" },
      failed,
    ),
    kind: "undecided",
  },
] satisfies {
  title: string;
  given: CheckReport[];
  kind: string;
  task?: number | undefined;
}[]) {
  test(title, () => {
    const verdict = decide(lesson, given);
    assert.equal(verdict.kind, kind);
    if (verdict.kind === "failed") assert.equal(verdict.task?.number, task);
  });
}

for (const { title, given, earned } of [
  {
    title: "the tick is earned if only a stretch fails",
    given: reports(passed, passed, passed, passed, failed),
    earned: true,
  },
  {
    title: "it is not if a core check meets the TODO of a stretch",
    given: reports(
      passed,
      { kind: "todo", task: 3, what: "three" },
      waiting,
      waiting,
      waiting,
    ),
    earned: false,
  },
  {
    title: "it is not if a guard fails",
    given: reports(passed, passed, passed, failed, waiting),
    earned: false,
  },
  {
    title: "it is not if a core check sent no request",
    given: [
      report("a", passed, 0),
      ...reports(passed, passed, passed, passed, failed).slice(1),
    ],
    earned: false,
  },
]) {
  test(title, () => {
    const verdict = decide(lesson, given);
    assert.equal(earnsTick(verdict), earned);
  });
}
