import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertReadable, runLesson } from "../support/command.ts";

const memory = mkdtempSync(join(tmpdir(), "workbook-comparisons-"));
after(() => rmSync(memory, { recursive: true, force: true }));

test("a guess is told beside what came, and the reason only if that is what came", async () => {
  mkdirSync(join(memory, "progress"));
  const guesses = {
    0: { said: 2, measured: 0 },
    1: { said: null, measured: 9 },
    2: { said: 1, measured: 200 },
  };
  const nothing = { passed: false, task: null, hints: 0, misconception: null, named: {} };
  const mark = { version: 2, ...nothing, guesses };
  writeFileSync(join(memory, "progress", "00-http-forgets.json"), JSON.stringify(mark));
  const screen = await runLesson(["00", "predict"], { LESSON_MEMORY: memory });
  assertReadable(screen);
  const text = screen.lines.join(" ").replace(/\s+/g, " ");
  // The demo runs the learner's own code, which no longer has the fault.
  assert.match(text, /: 0\. You said 2\. Your code has changed since you guessed/);
  assert.match(text, /Status after signing out: 200\. You said 401\. (?!Your code)/);
});
