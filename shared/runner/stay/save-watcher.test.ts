import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { SaveWatcher } from "./save-watcher.ts";

const folder = mkdtempSync(join(tmpdir(), "workbook-saves-"));
after(() => rmSync(folder, { recursive: true }));

test("a save of equal size in the same tick of the file's clock is seen", async () => {
  const file = join(folder, "sessions.ts");
  writeFileSync(file, "one");
  const { atime, mtime } = statSync(file);
  utimesSync(file, atime, mtime);
  let saves = 0;
  using _watcher = new SaveWatcher([file], () => saves++);
  writeFileSync(file, "two");
  utimesSync(file, atime, mtime);
  await eventually(() => assert.equal(saves, 1), 5_000);
});

test("a save that changes nothing is one, too", async () => {
  const file = join(folder, "same.ts");
  writeFileSync(file, "one");
  utimesSync(file, 1, 1);
  let saves = 0;
  using _watcher = new SaveWatcher([file], () => saves++);
  writeFileSync(file, "one");
  await eventually(() => assert.equal(saves, 1), 5_000);
});
