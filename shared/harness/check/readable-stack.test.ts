import assert from "node:assert/strict";
import { test } from "node:test";
import { readableLines } from "./readable-stack.ts";

test("of a stack, only the learner's own frames are shown, without their folders", () => {
  const lines = [
    "TypeError: x is not a function",
    "    at whoIs (file:///home/a/lessons/01/sessions.ts:10:3)",
    "    at <anonymous> (/home/a/shared/app/guarded-sessions.ts:16:69)",
    "    at AnswerGuard.run (/home/a/shared/app/answer-guard.ts:67:26)",
    "    at next (/home/a/node_modules/router/index.js:1:1)",
    "    at process (node:internal/process:1:1)",
  ];
  assert.deepEqual(readableLines(lines, 6), [
    "TypeError: x is not a function",
    "    at whoIs (sessions.ts:10:3)",
  ]);
});

test("the place that Node prints above an error is shown without its folders", () => {
  const lines = ["/home/a/node_modules/ioredis/built/handler.js:207", "  throw error;"];
  assert.deepEqual(readableLines(lines, 2), ["handler.js:207", "  throw error;"]);
});

test("an address is no place in a file", () => {
  const lines = ["listening on http://127.0.0.1:3000"];
  assert.deepEqual(readableLines(lines, 1), lines);
});

test("of a long error, the first lines are shown", () => {
  const lines = ["before", "ReplyError: syntax", "  a", "  b", "  c"];
  assert.deepEqual(readableLines(lines, 2), ["ReplyError: syntax", "  a"]);
});

test("without an error, the last lines are shown", () => {
  assert.deepEqual(readableLines(["a", "b", "c"], 2), ["b", "c"]);
  assert.deepEqual(readableLines(["a"], 2), ["a"]);
});
