import assert from "node:assert/strict";
import { test } from "node:test";
import { readChildMessage } from "./messages.ts";

test("an answer, a failure and news are read as they were sent", () => {
  assert.deepEqual(readChildMessage({ id: 1, value: 8080 }), { id: 1, value: 8080 });
  const failure = { name: "TodoError", message: "TODO 2", task: 2, what: "write it" };
  const read = readChildMessage({ id: 2, failure });
  assert.ok(read && "failure" in read);
  assert.equal(read.failure.task, 2);
  const news = { news: "hop", value: {} };
  assert.deepEqual(readChildMessage(news), news);
});

test("whatever else learner code sends to our process means nothing", () => {
  const nonsense = [
    null,
    "ready",
    42,
    [],
    {},
    { id: "1", value: 2 },
    { id: 1, failure: "it broke" },
    { id: 1, failure: { message: "no name" } },
  ];
  for (const message of nonsense) {
    assert.equal(readChildMessage(message), null, JSON.stringify(message));
  }
});

test("of a failure with odd members the rest is read, or its question would stay open", () => {
  const failure = { message: "m", name: "n", task: "two", code: 1, hint: {} };
  const read = readChildMessage({ id: 1, failure });
  assert.ok(read && "failure" in read);
  const { message, name, task, code, hint } = read.failure;
  assert.deepEqual(
    [message, name, task, code, hint],
    ["m", "n", undefined, undefined, undefined],
  );
});
