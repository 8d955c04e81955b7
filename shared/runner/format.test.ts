import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCode } from "./format.ts";

test("a line of code that fits stands as it is", () => {
  assert.deepEqual(formatCode("  return 1;"), ["     return 1;"]);
  assert.deepEqual(formatCode(""), [""]);
});

test("one that is too long goes on below, further in, and loses nothing", () => {
  const code = `+    throw new Error(${Array(12).fill("oneMoreWord").join(" ")});`;
  const lines = formatCode(code);
  assert.ok(lines.length > 1);
  for (const line of lines) assert.ok(line.length <= 80, line);
  for (const line of lines.slice(1)) assert.match(line, /^ {12}\S/);
  assert.equal(lines.map((line) => line.trim()).join(" "), code);
});
