import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { listLessons, readLesson, root, solutionFolder } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { lessonsInScope } from "../suite/scope.ts";
import { assertFits, assertReadable, runLesson } from "../support/command.ts";
import { noTerminal as skip, TerminalUser } from "../support/terminal-user.ts";

test("the list names every lesson, and what is next", async () => {
  const screen = await runLesson([]);
  assertReadable(screen);
  assert.equal(screen.code, 0);
  for (const { number } of listLessons()) {
    assert.ok(screen.lines.some((line) => line.includes(` ${number} `)));
  }
});

test("an unknown word is answered with a suggestion, and exit code 2", async () => {
  const screen = await runLesson(["memroy"]);
  assertReadable(screen);
  assert.equal(screen.code, 2);
  assert.match(screen.lines.join("\n"), /Did you mean: npm run lesson 01/);
});

test("an unknown command is answered with those that exist, and exit code 2", async () => {
  const screen = await runLesson(["01", "dance"]);
  assertReadable(screen);
  assert.equal(screen.code, 2);
  assert.match(screen.lines.join("\n"), /npm run lesson 01 demo/);
});

for (const entry of lessonsInScope()) {
  const { name, number } = entry;
  test(`${name}: the first run fails readably, with exit code 1`, async () => {
    const screen = await runLesson([number, "once"]);
    assertReadable(screen);
    assert.equal(screen.code, 1);
    const text = screen.lines.join("\n");
    assert.match(text, /^ ✗ /m);
    assert.doesNotMatch(
      text,
      /threw an error|got no answer/,
      "by a task, not by a crash",
    );
    assert.match(text, new RegExp(`^ TODO 1 {2}lessons/${name}/`, "m"));
    assert.match(text, new RegExp(`npm run lesson ${number}`));
    const actions = screen.lines.filter((line) => /^ next: | or: /.test(line));
    assert.ok(actions.length <= 2, "at most two suggested actions");
  });

  // On a native Redis, if there is one; the matrix runs all solutions on the embedded
  // one.
  const { lab } = await readLesson(entry);
  if (!lab.redis) continue;
  test(`${name}: the solution passes every check, with exit code 0`, async () => {
    const screen = await runLesson([number, "solution"]);
    assertReadable(screen);
    assert.equal(screen.code, 0, screen.lines.join("\n"));
    const passed = screen.lines.filter((line) => line.startsWith(" ✓ "));
    assert.equal(passed.length, slugsOf(await readLesson(entry)).length);
    const which = screen.lines.filter((line) => line.startsWith(" Redis: "));
    assert.equal(which.length, 1, "the screen says once which Redis runs");
    assert.match(which.join(), /: ((redis|valkey)-server \d|embedded )/);
  });
}

const [first] = listLessons();
if (!first) throw new Error("there is no lesson");

test("a pass is followed by the wall, and has exit code 0", async () => {
  const answer = { LESSON_ANSWER: solutionFolder(first) };
  const screen = await runLesson([first.number, "once"], answer);
  assertReadable(screen);
  assert.equal(screen.code, 0);
  assert.match(screen.lines.join("\n"), /is done\.[\s\S]+The wall[\s\S]+#1/);
});

test("a demo, step by step, ends by itself without a terminal", async () => {
  const screen = await runLesson([first.number, "demo", "step"]);
  assertReadable(screen);
  assert.equal(screen.code, 0);
  assert.match(
    screen.lines.join("\n"),
    new RegExp(`next: npm run lesson ${first.number}`),
  );
});

test("a demo, step by step, sends the next request at Enter, and not before", {
  skip,
}, async () => {
  const memory = mkdtempSync(join(tmpdir(), "workbook-steps-"));
  after(() => rmSync(memory, { recursive: true, force: true }));
  const start = join(root, "shared", "runner", "start.js");
  const settings = { NO_COLOR: "1", LESSON_MEMORY: memory };
  using person = new TerminalUser(start, "01 demo step", settings);
  await person.sees(/your guess \(1 to 4, or \?\): /);
  person.presses("?\r");
  for (let step = 1; step <= 4; step++) {
    const before = await person.sees(/Enter: Alice's (GET|POST) \S+ /);
    assert.ok(!before.includes(`#${step} `), "nothing was sent without being asked for");
    person.presses("\r");
    await person.sees(new RegExp(`#${step} `));
  }
  await person.sees(/2\. You weren't sure\.[\s\S]*next: npm run lesson 01/);
  assert.deepEqual(await person.ended, [0, null]);
  assertFits(person.lines);
});
