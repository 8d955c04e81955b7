import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveStarter } from "../../harness/core/regions.ts";
import { findOpen, formatDifference } from "./difference.ts";

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
  const open = findOpen(begun, marked);
  assert.deepEqual(open, [2]);
  const shown = formatDifference(begun, marked, open).join("\n");
  assert.match(shown, /but for what is left out/);
});

test("a stretch that was begun and has not passed is left out on both sides", () => {
  const yours = withoutMarks(marked)
    .replace("one + two", "two + one")
    .replace("  return -one;", "  const turned = one;\n  return turned;");
  const open = findOpen(yours, marked, 2);
  assert.deepEqual(open, [2]);
  const shown = formatDifference(yours, marked, open).join("\n");
  assert.match(shown, /TODO 1 — add them\n[\s\S]*- {2}return two \+ one;/);
  assert.doesNotMatch(shown, /-one|turned|todo|outside|TODO 2/);
});

test("a stretch that was begun is shown", () => {
  const yours = begun.replace(/^ {2}todo\(2, .*$/m, "  return 0 - one;");
  assert.deepEqual(findOpen(yours, marked), []);
  const shown = formatDifference(yours, marked).join("\n");
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
    const shown = formatDifference(noted, marked, findOpen(noted, marked)).join("\n");
    assert.match(shown, /but for .*comments and imports/, shown);
  }
});
