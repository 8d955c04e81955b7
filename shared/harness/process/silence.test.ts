import assert from "node:assert/strict";
import { test } from "node:test";
import { hintFor } from "./silence.ts";

for (const { title, seconds, had, says } of [
  {
    title: "counts all the time",
    seconds: 5,
    had: 4.9,
    says: /^look for a loop that never ends$/,
  },
  {
    title: "used no time at all",
    seconds: 5,
    had: 0,
    says: /promise that never settles, or a call that hangs/,
  },
  {
    title: "did something now and then",
    seconds: 5,
    had: 1,
    says: /loop .* or a promise/,
  },
  { title: "was not looked at", seconds: 0, had: 0, says: /loop .* or a promise/ },
]) {
  test(`what to look for in a process that ${title}`, () => {
    assert.match(hintFor({ looked: { seconds, had } }), says);
  });
}
