import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readText } from "./lesson-files.ts";

const folder = mkdtempSync(join(tmpdir(), "workbook-files-"));
after(() => rmSync(folder, { recursive: true }));

test("line ends of another system are no difference", () => {
  const file = join(folder, "sessions.ts");
  writeFileSync(file, "one\r\ntwo\n");
  assert.equal(readText(file), "one\ntwo\n");
});

test("a file that is not there has no text", () => {
  assert.equal(readText(join(folder, "none.ts")), null);
});
