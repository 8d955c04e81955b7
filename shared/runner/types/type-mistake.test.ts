import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "typescript/unstable/async";
import { findFirst } from "./type-mistake.js";

const text = "const one = 1;\nconst two: string = one;\nconst three: string = one;\n";

function errorAt(pos: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { pos, end: pos + 1, code: 2322, category: 1, text: `at ${pos}`, ...more };
}

test("of several errors the first in the file is told, with its line", () => {
  const found = findFirst([errorAt(50), errorAt(20)], "sessions.ts", text);
  assert.deepEqual(found, { file: "sessions.ts", line: 2, words: ["at 20"] });
});

test("the innermost reason of a chain is told, and a forgotten await", () => {
  const messageChain = [
    errorAt(0, { text: "outer", messageChain: [errorAt(0, { text: "inner" })] }),
  ];
  const relatedInformation = [
    errorAt(0, { code: 6500, text: "declared here" }),
    errorAt(0, { code: 2773, text: "Did you forget to use 'await'?" }),
  ];
  const found = findFirst(
    [errorAt(0, { messageChain, relatedInformation })],
    "a.ts",
    text,
  );
  assert.deepEqual(found?.words, ["at 0", "inner", "Did you forget to use 'await'?"]);
});

test("where there is no error, there is nothing to tell", () => {
  assert.equal(findFirst([], "sessions.ts", text), null);
});
