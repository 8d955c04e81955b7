import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveStarter } from "../../harness/core/regions.ts";
import { formatDifference, leaveOutOpen } from "./difference.ts";

const marked = `import { a } from "#app";

/** Adds. */
export function add(one: number, two: number): number {
  //#region TODO 1 — add them
  return one + two;
  //#endregion
}

export function negate(one: number): number {
  //#region TODO 2 ☆ — turn the sign
  return -one;
  //#endregion
}
`;
const withoutMarks = (text: string) => text.replaceAll(/ *\/\/#.*\n/g, "");
const begun = withoutMarks(deriveStarter(marked, new Set([1])));

test("a stretch that nobody has begun is left out, its import of todo too", () => {
  const left = leaveOutOpen(begun, marked);
  assert.deepEqual(left.open, [2]);
  assert.match(formatDifference(begun, left.marked).join("\n"), /to the letter/);
});

test("a stretch that was begun and has not passed is left out too", () => {
  const yours = withoutMarks(marked).replace("return -one;", "return one;");
  const left = leaveOutOpen(yours, marked, 2);
  assert.deepEqual(left.open, [2]);
  assert.doesNotMatch(formatDifference(yours, left.marked).join("\n"), /-one/);
});

test("a stretch that was begun is shown", () => {
  const yours = begun.replace(/^ {2}todo\(2, .*$/m, "  return 0 - one;");
  const left = leaveOutOpen(yours, marked);
  assert.deepEqual(left.open, []);
  const shown = formatDifference(yours, left.marked).join("\n");
  assert.match(shown, /TODO 2 ☆ — turn the sign[\s\S]*- {2}return 0 - one;\n.*\+ {2}/);
  assert.doesNotMatch(shown, /todo,/, "an import alone is no difference");
});

test("comments and imports alone are no difference", () => {
  const yours = withoutMarks(marked)
    .replace('{ a } from "#app"', '{\n  a,\n  b,\n} from "#app"')
    .replace("/** Adds. */", "/*\n one() and two() */\n// mine")
    .replace("one + two;", "one + two; // both");
  assert.match(
    formatDifference(yours, marked).join("\n"),
    /but for comments and imports/,
  );
});

test("a difference of code is shown, whatever stands around it", () => {
  const yours = withoutMarks(marked).replace("one + two", "two + one");
  const shown = formatDifference(yours, marked).join("\n");
  assert.match(shown, /TODO 1 — add them\n[\s\S]*- {2}return two \+ one;/);
});

test("a comment at the very end is no difference, with a stretch left out or not", () => {
  for (const yours of [begun, withoutMarks(marked)]) {
    const noted = `${yours}\n// mine\n`;
    const left = leaveOutOpen(noted, marked);
    const shown = formatDifference(noted, left.marked).join("\n");
    assert.match(shown, /but for comments and imports/, shown);
  }
});
