import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { assertFits } from "../support/command.ts";
import { processesWith } from "../support/processes.ts";
import { ProjectCopy } from "../support/project.ts";
import { noTerminal as skip, TerminalUser } from "../support/terminal-user.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());
const start = copy.path("shared", "runner", "start.js");

function save(name: string): void {
  const file = "00-http-forgets/identity.ts";
  copyFileSync(copy.path(name, file), copy.path("lessons", file));
}

test("open, fail, hint, save the repair, pass, guess, the wall, next lesson, quit", {
  skip,
  timeout: 60_000,
}, async () => {
  using person = new TerminalUser(start, "00", { NO_COLOR: "1" });
  await person.sees(/✗ .*\n[\s\S]*TODO 1 .*identity\.ts/);
  await person.sees(/save it\n.*press h for a hint/);
  const keys = await person.sees(/waiting for a save .*q quit/);
  assert.ok(!keys.includes("n next"), "nothing is earned yet");
  person.presses("n");
  await person.sees(/n comes with a pass/);
  person.presses("x");
  await person.sees(/x does nothing here/);
  person.presses("h");
  await person.sees(/hint 1 of 3[\s\S]*the next hint shows .*: press h/);
  await person.sees(/waiting for a save/);
  person.presses("l");
  await person.sees(/next: lesson 00, where you are[\s\S]*waiting for a save/);
  save("solutions");
  await person.sees(/✓ .*[\s\S]*Lesson 00 is done/);
  await person.sees(/Before you see it[\s\S]*press 1 to/);
  // A save drops the question; the wall, which hasn't been seen yet, comes anyway.
  save("solutions");
  await person.sees(/question is put off[\s\S]*✓ .*[\s\S]*Lesson 00 is done/);
  for (let guess = 0; guess < 2; guess++) {
    await person.sees(/Before you see it[\s\S]*press 1 to/);
    // None of these is a choice, and none is kept for later.
    person.presses("hn\r1");
  }
  await person.sees(/The wall[\s\S]*You said about as long/);
  const earned = await person.sees(/n next\n .*\n waiting for a save .*q quit/);
  assert.match(earned, / s the solution, explained · w the wall · n next\n/);
  assert.doesNotMatch(earned, /hint \d of/);
  person.presses("s");
  await person.sees(/TODO 1 — [\s\S]*Also right[\s\S]*s: the next one, TODO 2/);
  await person.sees(/waiting for a save/);
  person.presses("s");
  await person.sees(/TODO 2 — [\s\S]*Also right[\s\S]*s: the next one, TODO 3 ☆/);
  await person.sees(/waiting for a save/);
  person.presses("n");
  await person.sees(/01 · In memory[\s\S]*TODO 1 .*sessions\.ts[\s\S]*waiting/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  assertFits(person.lines);
  await nothingIsLeft();
});

test("a save during a run abandons it, and only the newest verdict is told", {
  skip,
  timeout: 60_000,
}, async () => {
  const starter = copy.path("lessons", "00-http-forgets", "identity.ts");
  save("solutions");
  using person = new TerminalUser(start, "00");
  await person.sees(/waiting for a save/);
  // A run of the solution takes a moment, so the broken file comes in the middle of it.
  person.presses("r");
  await person.sees(/checking/);
  person.presses("h");
  await person.sees(/h: not now[\s\S]*✓/);
  copyFileSync(copy.path("package.json"), starter);
  await person.sees(/\n\n lessons.* does not load|could not/);
  await person.sees(/waiting for a save/);
  save("solutions");
  // The wall was seen in the first test, so it comes only on request.
  await person.sees(/is done\.[^✓]*waiting for a save/);
  const solved = readFileSync(starter, "utf8");
  writeFileSync(starter, solved.replace('"Connection: close"', '"Connection"'));
  await person.sees(/TODO 3 ☆[\s\S]*done anyway[\s\S]*n next\n .*\n waiting for a save/);
  person.presses("?");
  await person.sees(/n next\n .*\n waiting for a save/);
  person.presses("w");
  await person.sees(/The wall[\s\S]*servers A/);
  writeFileSync(starter, solved);
  await person.sees(/the wall is put off[\s\S]*is done\.[^✓]*waiting for a save/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  await nothingIsLeft();
});

test("in a window that becomes narrow, and wide again, keys and saves go on", {
  skip,
  timeout: 60_000,
}, async () => {
  using person = new TerminalUser(start, "01", { NO_COLOR: "1" });
  await person.sees(/waiting for a save/);
  for (const columns of [40, 200]) {
    person.resizes(columns);
    person.presses("h");
    await person.sees(/hint/);
    await person.sees(/waiting for a save/);
  }
  person.presses("r");
  await person.sees(/TODO 1 [\s\S]*waiting for a save/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  await nothingIsLeft();
});

test("a prediction is asked where somebody can answer", {
  skip,
  timeout: 60_000,
}, async () => {
  using person = new TerminalUser(start, "02 predict");
  await person.sees(/Before you see it[\s\S]*your guess \(1 to 4, or \?\)/);
  person.presses("nine\r");
  await person.sees(/"nine" isn't one of 1 to 4[\s\S]*your guess/);
  person.presses("2\r");
  await person.sees(/Noted: \[2\][\s\S]*To see what happens: npm run lesson 02 demo/);
  assert.deepEqual(await person.ended, [0, null]);
});

for (const moment of ["checking", "✗|✓", "waiting for a save"]) {
  test(`Ctrl-C at "${moment}" leaves nothing behind`, {
    skip,
    timeout: 60_000,
  }, async () => {
    using person = new TerminalUser(start, "01");
    await person.sees(new RegExp(moment));
    person.presses("\u0003");
    assert.deepEqual(await person.ended, [130, null]);
    await nothingIsLeft();
  });
}

async function nothingIsLeft(): Promise<void> {
  await eventually(() => assert.deepEqual(processesWith(copy.folder), []), 2_000);
}
