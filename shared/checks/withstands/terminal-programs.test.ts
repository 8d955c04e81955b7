import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { after, test } from "node:test";
import { ProjectCopy } from "../support/project.ts";
import { noTerminal as skip, TerminalUser } from "../support/terminal-user.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());
const start = copy.path("shared", "runner", "start.js");
const file = "00-http-forgets/identity.ts";
const programs = copy.path("programs");
mkdirSync(programs);

/** Writes a program for the shell, which finds it by name. */
function write(name: string, script: string): void {
  writeFileSync(copy.path("programs", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function open(env: Record<string, string>): TerminalUser {
  const path = `${programs}${delimiter}${process.env.PATH ?? ""}`;
  return new TerminalUser(start, "00", { NO_COLOR: "1", PATH: path, ...env });
}

test("t shows the text in the reader's pager, which has the keys until it ends", {
  skip,
  timeout: 60_000,
}, async () => {
  write("reader", 'cat "$1"; echo "-- reading --"; read key; echo "-- read $key --"');
  using person = open({ PAGER: "reader" });
  await person.sees(/waiting for a save/);
  person.presses("t");
  await person.sees(/# 00 · HTTP forgets|# .*\n[\s\S]*-- reading --/);
  // These keys aren't ours right now: no list, and no exit.
  person.presses("lq\r");
  await person.sees(/-- read lq --[\s\S]*h hint · t text[\s\S]*waiting for a save/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
});

test("without a pager the text is printed", { skip, timeout: 60_000 }, async () => {
  using person = open({ PAGER: "no-such-pager" });
  await person.sees(/waiting for a save/);
  person.presses("t");
  await person.sees(/HTTP forgets[\s\S]*## [\s\S]*waiting for a save/);
});

test("without an editor, the file and its line are named", {
  skip,
  timeout: 60_000,
}, async () => {
  using person = open({ EDITOR: "", VISUAL: "" });
  await person.sees(/waiting for a save/);
  person.presses("o");
  await person.sees(
    /No editor is set[\s\S]*the file: lessons\/00-http-forgets\/identity\.ts:\d+/,
  );
});

test("o opens the editor at the TODO, and a save in it is judged when it ends", {
  skip,
  timeout: 60_000,
}, async () => {
  const solution = copy.path("solutions", file);
  const said = copy.path("said");
  write(
    "vi",
    `echo "$@" > "${said}"; cp "${solution}" "lessons/${file}"; sleep 1; echo "-- done --"`,
  );
  const line = readFileSync(copy.path("lessons", file), "utf8")
    .split("\n")
    .findIndex((text) => /TODO 1\b|todo\(1, /.test(text));
  assert.ok(line >= 0);
  using person = open({ EDITOR: "vi", VISUAL: "" });
  await person.sees(/TODO 1 [\s\S]*waiting for a save/);
  person.presses("o");
  const edited = await person.sees(/-- done --/);
  assert.doesNotMatch(edited, /checking/);
  await person.sees(/checking[\s\S]*Lesson 00 is done/);
  assert.equal(readFileSync(said, "utf8"), `+${line + 1} lessons/${file}\n`);
});
