import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "workbook-progress-"));
after(() => rmSync(folder, { recursive: true }));
process.env.LESSON_MEMORY = folder;
// The module reads LESSON_MEMORY when it is loaded.
const { readMark, updateMark } = await import("./progress.ts");

const older = { version: 2, task: null, hints: 0, misconception: null, guesses: {} };
mkdirSync(join(folder, "progress"));

for (const passed of [true, false]) {
  test(`a mark from before walls were noted, passed: ${passed}`, () => {
    const name = `00-passed-${passed}`;
    const file = join(folder, "progress", `${name}.json`);
    writeFileSync(file, JSON.stringify({ ...older, passed }));
    assert.equal(readMark(name).wallSeen, passed, "a pass was followed by the wall");
    updateMark(name, { passed: true });
    assert.equal(readMark(name).wallSeen, passed, "what was read stands");
  });
}
