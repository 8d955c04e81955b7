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

for (const [what, code] of Object.entries({
  "a word without end": `+  "${"x".repeat(150)}"`,
  "code that stands far in": `${" ".repeat(70)}return one + two + three + four;`,
  tabs: `${"\t".repeat(30)}return one + two + three + four + five;`,
})) {
  test(`80 columns hold for ${what}`, () => {
    const lines = formatCode(code);
    for (const line of lines) assert.ok(line.length <= 80, line);
    const bare = (text: string) => text.replaceAll(/\s/g, "");
    assert.equal(bare(lines.join("")), bare(code));
  });
}
