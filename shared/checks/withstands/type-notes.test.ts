import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { assertReadable, readScreen } from "../support/command.ts";
import { descendantsOf, listProcesses, survivorsOf } from "../support/processes.ts";
import { ProjectCopy } from "../support/project.ts";
import { noTerminal as skip, TerminalUser } from "../support/terminal-user.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());

const start = copy.path("shared", "runner", "start.js");
const file = copy.path("lessons", "01-in-memory", "sessions.ts");
const solution = readFileSync(
  copy.path("solutions", "01-in-memory", "sessions.ts"),
  "utf8",
);

/** The solution with one line changed. */
function write(from: string, to: string): void {
  const changed = solution.replace(from, to);
  assert.notEqual(changed, solution);
  writeFileSync(file, changed);
}

test("under a failure stands what TypeScript says of the file, with its place", async () => {
  write("{ user: user.name, cart", "{ user, cart");
  const screen = await readScreen(copy.start(["01"]));
  assertReadable(screen);
  const [, note = ""] = screen.lines.join("\n").split("\n next: ");
  const line = solution.split("\n").findIndex((text) => text.includes("{ user:")) + 1;
  // What is added to the list isn't what the list contains.
  assert.match(note, /TypeScript {2}lessons\/01-in-memory\/sessions\.ts:/);
  assert.ok(
    note.includes(`sessions.ts:${line}:`) || note.includes(`sessions.ts:${line + 1}:`),
    note,
  );
  assert.match(note, /Type '\w+' is not assignable to type 'string'/);
});

test("under a pass it is a note, and a file without a complaint has none", async () => {
  write("const now = Date.now();", "const now: string = Date.now();");
  const passed = await readScreen(copy.start(["01"]));
  assert.equal(passed.code, 0);
  assertReadable(passed);
  assert.match(
    passed.lines.join("\n"),
    /^ TypeScript {2}lessons[\s\S]*The checks pass anyway/m,
  );
  writeFileSync(file, solution);
  const clean = await readScreen(copy.start(["01"]));
  assert.equal(clean.code, 0);
  assert.doesNotMatch(clean.lines.join("\n"), /^ TypeScript/m);
});

test("each save is looked at, and TypeScript ends with the runner, however that ends", {
  skip,
  timeout: 60_000,
}, async () => {
  write("{ user: user.name, cart", "{ user, cart");
  using person = new TerminalUser(start, "01", { NO_COLOR: "1" });
  await person.sees(/✗ [\s\S]*TypeScript [\s\S]*waiting for a save/);
  write("const now = Date.now();", "const now = Date.now;");
  await person.sees(/✗ [\s\S]*TypeScript [\s\S]*\(\) => number[\s\S]*waiting for a save/);
  const runner = listProcesses().find(
    ({ command }) => command.startsWith(process.execPath) && command.includes(start),
  );
  assert.ok(runner);
  const children = descendantsOf(runner.pid);
  assert.ok(children.some(({ command }) => command.includes("--api")));
  process.kill(runner.pid, "SIGKILL");
  await eventually(() => assert.deepEqual(survivorsOf(children), []), 5_000);
});
