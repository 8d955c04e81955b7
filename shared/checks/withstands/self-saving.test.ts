import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { after, afterEach, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { processesWith } from "../support/processes.ts";
import { ProjectCopy } from "../support/project.ts";
import { noTerminal as skip, TerminalUser } from "../support/terminal-user.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());
const start = copy.path("shared", "runner", "start.js");
const identity = "00-http-forgets/identity.ts";
const file = copy.path("lessons", identity);
const starter = readFileSync(file, "utf8");
afterEach(() => writeFileSync(file, starter));

const imports = `
import { appendFileSync, copyFileSync, renameSync, utimesSync } from "node:fs";
import { fileURLToPath } from "node:url";
const self = fileURLToPath(import.meta.url);
`;

const stopped = /three times[\s\S]*the next check waits for you[\s\S]*waiting for a save/;

for (const [does, code] of Object.entries({
  "adds a line to itself": 'appendFileSync(self, "\\n");',
  "touches itself": "utimesSync(self, new Date(), new Date());",
  "puts a new file in its own place":
    'copyFileSync(self, self + ".new"); renameSync(self + ".new", self);',
  "writes itself and then throws, so that the run is over when it is seen":
    'appendFileSync(self, "\\n"); throw new Error("no luck");',
})) {
  test(`a file that ${does} is checked three times, and not for ever`, {
    skip,
    timeout: 60_000,
  }, async () => {
    writeFileSync(file, `${starter}${imports}${code}\n`);
    using person = new TerminalUser(start, "00", { NO_COLOR: "1" });
    await person.sees(stopped);
    assert.equal(timesChecked(person), 3);
    // The next save, which removes that code, is checked, and everything is as before.
    copyFileSync(copy.path("solutions", identity), file);
    await person.sees(/checking[\s\S]*Lesson 00 is done/);
    assert.equal(timesChecked(person), 4);
    person.presses("q");
    assert.deepEqual(await person.ended, [0, null]);
    for (const line of person.lines) assert.ok(line.length <= 80, line);
    await nothingIsLeft();
  });
}

test("who saves three times in a hurry reads why it stopped, and r checks the newest", {
  skip,
  timeout: 60_000,
}, async () => {
  // A run of the solution takes a moment, so each save comes in the middle of one.
  const solution = readFileSync(copy.path("solutions", identity), "utf8");
  writeFileSync(file, solution);
  using person = new TerminalUser(start, "00", { NO_COLOR: "1" });
  for (const line of ["// 1", "// 2", 'throw new Error("the newest");']) {
    await person.sees(/checking/);
    writeFileSync(file, `${solution}${line}\n`);
  }
  const screen = await person.sees(stopped);
  assert.match(screen, /identity\.ts/);
  person.presses("r");
  await person.sees(/the newest[\s\S]*waiting for a save/);
  assert.equal(timesChecked(person), 4);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  await nothingIsLeft();
});

test("who presses a key between saves is there, and every save is checked", {
  skip,
  timeout: 60_000,
}, async () => {
  using person = new TerminalUser(start, "00", { NO_COLOR: "1" });
  for (const count of [1, 2, 3, 4]) {
    await person.sees(/checking/);
    person.presses("x");
    await person.sees(/x does nothing here/);
    writeFileSync(file, `${starter}// ${count}\n`);
  }
  await person.sees(/checking[\s\S]*TODO 1 [\s\S]*waiting for a save/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  assert.doesNotMatch(person.lines.join("\n"), stopped);
  await nothingIsLeft();
});

function timesChecked(person: TerminalUser): number {
  return person.lines.filter((line) => line.includes("checking …")).length;
}

async function nothingIsLeft(): Promise<void> {
  await eventually(() => assert.deepEqual(processesWith(copy.folder), []), 2_000);
}
