import assert from "node:assert/strict";
import { test } from "node:test";
import { formatKeys } from "./keys.ts";

test("a key that goes on says where to: to the next lesson, or after the last one to the finish", () => {
  const [toNext = ""] = formatKeys(true, false);
  assert.match(toNext, / n next$/);
  const [toFinish = ""] = formatKeys(true, true);
  assert.match(toFinish, / n finish: all lessons, once more$/);
  for (const line of [...formatKeys(true, true), ...formatKeys(false, true)]) {
    assert.ok(line.length <= 80, line);
    assert.doesNotMatch(line, /n next/);
  }
});
