import assert from "node:assert/strict";
import { test } from "node:test";
import { countedTime, waitFairly } from "./fair-deadline.ts";

const PID = 812;

for (const { title, isBusy, had, counted } of [
  {
    title: "an idle machine: the clock, for one that counts",
    isBusy: false,
    had: 1,
    counted: 1_000,
  },
  {
    title: "an idle machine: the clock, for one that waits",
    isBusy: false,
    had: 0,
    counted: 1_000,
  },
  {
    title: "a busy machine: nothing, for one that gets nothing",
    isBusy: true,
    had: 0,
    counted: 0,
  },
  { title: "a busy machine: twice what it gets", isBusy: true, had: 0.3, counted: 600 },
]) {
  test(`what counts on ${title}`, () => {
    const ours = new Map([[PID, had]]);
    assert.equal(countedTime(PID, { isBusy, seconds: 1, ours }), counted);
  });
}

test("an answer ends the waiting at once", async () => {
  const { ending } = await waitFairly(process.pid, 60_000, AbortSignal.abort());
  assert.equal(ending, "answered");
});

test("a deadline that is over is over", async () => {
  const { signal } = new AbortController();
  assert.equal((await waitFairly(process.pid, 5, signal)).ending, "over");
});
