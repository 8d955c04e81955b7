import assert from "node:assert/strict";
import { test } from "node:test";
import { readChildMessage } from "./messages.ts";

test("an answer, a failure and news are read as they were sent", () => {
  assert.deepEqual(readChildMessage({ id: 1, value: 8080 }, true), {
    id: 1,
    value: 8080,
  });
  const failure = { name: "TodoError", message: "TODO 2", task: 2, what: "write it" };
  const read = readChildMessage({ id: 2, failure }, true);
  assert.ok(read && "failure" in read);
  assert.equal(read.failure.task, 2);
  const news = { news: "hop", value: {} };
  assert.deepEqual(readChildMessage(news, true), news);
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
    assert.equal(readChildMessage(message, true), null, JSON.stringify(message));
  }
});

test("of an error from a process with learner code, neither code nor hint is read", () => {
  const failure = {
    message: "m",
    name: "LabError",
    code: "REDIS_UNAVAILABLE",
    hint: "h",
  };
  const read = readChildMessage({ id: 1, failure }, false);
  assert.ok(read && "failure" in read);
  const { code, hint } = read.failure;
  assert.deepEqual([code, hint], [undefined, undefined]);
});

test("of a failure with odd members the rest is read, or its question would stay open", () => {
  const failure = { message: "m", name: "n", task: "two", code: 1, hint: {} };
  const read = readChildMessage({ id: 1, failure }, true);
  assert.ok(read && "failure" in read);
  const { message, name, task, code, hint } = read.failure;
  assert.deepEqual(
    [message, name, task, code, hint],
    ["m", "n", undefined, undefined, undefined],
  );
});
