import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { startersOf } from "../starters.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { judgeInTime } from "../support/judge-in-time.ts";
import { dismissJudges, slugsWith } from "../support/judging.ts";
import { entryOf } from "../support/labs.ts";

// exercises.md, "Make it yours": a server.ts next to the lesson's file replaces the shop,
// under the same checks.
function read(file: string): string {
  return readFileSync(new URL(`../make-it-yours/${file}`, import.meta.url), "utf8");
}

const reused = { reusesProcesses: true };

after(dismissJudges);

function answerWith(server: string): TemporaryAnswer {
  return new TemporaryAnswer([
    ...startersOf(entryOf("01")),
    { path: "server.ts", text: server },
  ]);
}

for (const { title, file } of [
  { title: "without a library", file: "01-in-memory.ts" },
  { title: "on express-session, secure behind a proxy", file: "01-express-session.ts" },
]) {
  test(`a shop of one's own passes the checks of the shop: ${title}`, async () => {
    const lesson = await readLesson(entryOf("01"));
    using answer = answerWith(read(file));
    const { reports, verdict } = await judgeInTime(entryOf("01"), answer.folder, reused);
    assert.equal(verdict.kind, "passed", JSON.stringify(reports.at(-1)?.outcome));
    // It leaves out the stretches, but a lifetime that isn't extended by use can't be
    // used past its end.
    const untouched = ["idle-for-ever", "memory-without-end"];
    assert.deepEqual(slugsWith(reports, "untouched"), untouched);
    assert.equal(
      slugsWith(reports, "passed").length,
      slugsOf(lesson).length - untouched.length,
    );
  });
}

test("a shop of one's own is caught by the same checks", async () => {
  const text = read("01-in-memory.ts");
  const forgetful = text.replace(
    "visits.delete(visitOf(req).key);\n    res.clear",
    "res.clear",
  );
  assert.notEqual(forgetful, text);
  using answer = answerWith(forgetful);
  const { verdict } = await judgeInTime(entryOf("01"), answer.folder, reused);
  assert.equal(
    verdict.kind === "failed" && verdict.check.slug,
    "logout-only-clears-the-cookie",
  );
});

// What a server.ts imports is loaded once per process, so each bad key needs its own
// process. Otherwise the second key would get the first one's result.
for (const { title, from, to, caught } of [
  { title: "a good one passes", from: "32", to: "32", caught: undefined },
  {
    title: "one that takes short keys is caught",
    from: "< 32",
    to: "< 1",
    caught: "secret-with-a-default",
  },
]) {
  test(`a server of one's own reads its key in another file: ${title}`, async () => {
    const [starter] = startersOf(entryOf("04"), new Set([1, 2, 3, 4]));
    const text = starter?.text ?? "";
    assert.ok(text.includes(from));
    using answer = new TemporaryAnswer([
      { path: "tokens.ts", text: text.replace(from, to) },
      {
        path: "server.ts",
        text: 'import { createShop } from "#app";\nimport * as tokens from "./tokens.ts";\nexport const createServer = () => createShop(tokens);\n',
      },
    ]);
    const { verdict } = await judgeInTime(entryOf("04"), answer.folder, reused);
    assert.equal(verdict.kind === "failed" ? verdict.check.slug : undefined, caught);
  });
}
