import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { startersOf } from "../starters.ts";
import { lessonsInScope } from "../suite/scope.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { dismissJudges, judge, slugsWith } from "../support/judging.ts";

after(dismissJudges);

// Each task turns only its own checks green: with tasks 1 to k done, exactly their checks
// pass, and the run stops at task k + 1. (k = 0 is the starter's own test.)
for (const entry of lessonsInScope()) {
  const lesson = await readLesson(entry);
  const core = lesson.tasks.filter(({ stretch }) => !stretch);
  for (const [at, { number }] of core.entries()) {
    const done = core.slice(0, at + 1);
    test(`${entry.name}: with tasks 1 to ${number} done`, async () => {
      const solved = new Set(done.map((task) => task.number));
      using answer = new TemporaryAnswer(startersOf(entry, solved));
      const { reports, verdict } = await judge(entry, answer.folder, {
        reusesProcesses: true,
      });
      const guards = core.length === done.length ? lesson.guards : [];
      const expected = [...done.flatMap(({ checks }) => checks), ...guards];
      assert.deepEqual(slugsWith(reports, "passed"), expected);
      const next = core[at + 1];
      if (next) {
        assert.equal(verdict.kind, "failed");
        assert.equal(verdict.kind === "failed" && verdict.task?.number, next.number);
      } else {
        assert.equal(verdict.kind, "passed");
        const stretches = lesson.tasks.filter(({ stretch }) => stretch);
        const untouched = stretches.flatMap(({ checks }) => checks);
        assert.deepEqual(slugsWith(reports, "untouched"), untouched);
      }
    });
  }
}
