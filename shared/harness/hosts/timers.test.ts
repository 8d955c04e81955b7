import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import timersPromises, { scheduler } from "node:timers/promises";
import { promisify } from "node:util";
import { clock, realElapsed } from "./clock.ts";
import { AHEAD } from "./clock-memory.js";
import { passTime } from "./passing-time.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;

/** Lets this much more time pass here, in ms. */
async function pass(milliseconds: number): Promise<void> {
  await passTime((clock[AHEAD] ?? 0) + milliseconds);
}

test("an interval rings as often as it would, each time at its moment", async () => {
  const began = Date.now();
  const rang: number[] = [];
  const timer = setInterval(() => rang.push(Date.now() - began), SECOND);
  const start = realElapsed();
  await pass(HOUR + 10);
  clearInterval(timer);
  // Real time continues meanwhile, and on a busy machine a lot of it.
  const took = realElapsed() - start;
  const { length } = rang;
  assert.ok(length >= 3_600 && length <= 3_600 + took / SECOND + 1, `${length} times`);
  for (const [at, moment] of rang.entries()) {
    const due = (at + 1) * SECOND;
    assert.ok(moment >= due && moment <= due + took + 1, `${moment} instead of ${due}`);
  }
  await pass(HOUR);
  assert.equal(rang.length, length, "one that is stopped rings no more");
});

test("an interval that rings all the time ends with time, and rings at its end", async () => {
  let [count, last] = [0, 0];
  const began = Date.now();
  const timer = setInterval(() => {
    count++;
    last = Date.now() - began;
  }, 1);
  await pass(8 * HOUR);
  clearInterval(timer);
  assert.ok(count > 1_000 && count <= 100_001, `${count} times`);
  assert.ok(last >= 8 * HOUR, `${last} ms`);
});

test("timers that start each other ring as often as they would, too", async () => {
  let count = 0;
  const again = () => {
    count++;
    return setTimeout(() => (last = again()), 10 * SECOND);
  };
  let last = again();
  await pass(HOUR);
  clearTimeout(last);
  assert.equal(count, 361);
});

test("what rings may stop others, and itself", async () => {
  const rang: string[] = [];
  const second = setTimeout(() => rang.push("second"), 2 * SECOND);
  setTimeout(() => second.close(), SECOND);
  const third: NodeJS.Timeout = setInterval(() => {
    rang.push("third");
    if (rang.length === 3) clearInterval(third);
  }, SECOND);
  const late = setTimeout(() => rang.push("late"), 3 * SECOND);
  const refreshing = setInterval(() => late.refresh(), 2 * SECOND);
  await pass(100 * SECOND);
  for (const timer of [late, refreshing]) clearTimeout(timer);
  assert.deepEqual(rang, ["third", "third", "third"]);
});

test("a delay that is a text is as long as it says", async () => {
  const rang: string[] = [];
  Reflect.apply(setTimeout, null, [() => rang.push("minute"), "60000"]);
  const timer = Reflect.apply(setInterval, null, [() => rang.push("40 s"), "4e4"]);
  await pass(30 * SECOND);
  assert.deepEqual(rang, []);
  await pass(60 * SECOND);
  clearInterval(timer);
  assert.deepEqual(rang, ["40 s", "minute", "40 s"]);
});

test("awaited timers go on with time, one after the other", async () => {
  const began = Date.now();
  const done: string[] = [];
  const all = [
    timersPromises.setTimeout(3 * HOUR, "3 hours").then((text) => done.push(text)),
    scheduler.wait(2 * HOUR).then(() => done.push("2 hours")),
    promisify(setTimeout)(HOUR, "1 hour").then((text) => done.push(text)),
    once(AbortSignal.timeout(2.5 * HOUR), "abort").then(() => done.push("signal")),
    (async () => {
      for await (const turn of timersPromises.setInterval(0.7 * HOUR, "turn")) {
        done.push(`${turn} at ${(Date.now() - began) / HOUR}`.slice(0, 11));
        if (done.length > 5) break;
      }
    })(),
  ];
  await pass(4 * HOUR);
  await Promise.all(all);
  assert.deepEqual(done, [
    "turn at 0.7",
    "1 hour",
    "turn at 1.4",
    "2 hours",
    "turn at 2.1",
    "signal",
    "turn at 2.8",
    "3 hours",
  ]);
});
