import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyQuestion } from "./key-question.ts";

for (const { key, choice } of [
  { key: "1", choice: 0 },
  { key: "3", choice: 2 },
  { key: "?", choice: null },
]) {
  test(`"${key}" answers, after keys that mean nothing here`, async () => {
    const question = new KeyQuestion();
    const answer = question.askUntil(new AbortController().signal)(3);
    for (const other of ["h", "n", "return", "space", "0", "4"]) {
      question.press(other);
      assert.ok(question.isOpen, other);
    }
    question.press(key);
    assert.equal(await answer, choice);
    assert.ok(!question.isOpen);
  });
}

test("a question that is given up is answered by no key", async () => {
  const question = new KeyQuestion();
  const asking = new AbortController();
  const answer = question.askUntil(asking.signal)(3);
  asking.abort();
  question.press("1");
  await assert.rejects(answer, { name: "AbortError" });
  assert.ok(!question.isOpen);
});
