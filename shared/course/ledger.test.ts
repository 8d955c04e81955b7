import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "workbook-ledger-"));
after(() => rmSync(folder, { recursive: true }));
process.env.LESSON_MEMORY = folder;
// The module reads LESSON_MEMORY when it is loaded.
const { noteFigures, readFigures } = await import("./ledger.ts");

test("a figure stands with its date and its Node, and the last one counts", () => {
  noteFigures("05-revocation", new Map([["calls", 2]]));
  noteFigures("05-revocation", new Map([["keys", 1]]));
  noteFigures("05-revocation", new Map([["calls", 1]]));
  const { calls, keys } = readFigures("05-revocation");
  assert.equal(calls?.value, 1);
  assert.equal(keys?.value, 1);
  assert.equal(calls?.node, process.version);
  assert.ok(Date.now() - Date.parse(calls?.at ?? "") < 60_000);
});

test("one lesson's figures are not another's, and nothing measured is nothing noted", () => {
  noteFigures("06-two-at-once", new Map());
  assert.deepEqual(readFigures("06-two-at-once"), {});
});

test("a ledger that can't be read is set aside, and begins again", () => {
  noteFigures("07-refresh-tokens", new Map([["window", 240]]));
  writeFileSync(join(folder, "ledger", "07-refresh-tokens.json"), "{");
  assert.deepEqual(readFigures("07-refresh-tokens"), {});
});
