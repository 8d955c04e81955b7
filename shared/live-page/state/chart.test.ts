import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "./chart.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

test("the share of good answers of the last 10 s; nothing where nothing was asked", () => {
  const chart = new Chart();
  chart.count("sticky", "A", true, NOON);
  chart.count("sticky", "B", false, NOON + 900);
  chart.count("sticky", "A", true, NOON + 2_000);
  const { success, load, seconds } = chart.facts(["A", "B"], NOON + 2_000);
  assert.deepEqual(success.sticky.slice(-4), [null, 0.5, 0.5, 2 / 3]);
  const later = chart.facts(["A", "B"], NOON + 12_000).success.sticky;
  assert.deepEqual(later.slice(-4), [2 / 3, 1, 1, null]);
  assert.deepEqual(success.jwt.slice(-3), [null, null, null]);
  assert.deepEqual(load.A?.slice(-4), [0, 0.1, 0.1, 0.2]);
  assert.deepEqual(load.B?.slice(-4), [0, 0.1, 0.1, 0.1]);
  assert.equal(seconds.at(-1), NOON / 1000 + 2);
});

test("as little time is shown as holds all that there is to see", () => {
  const chart = new Chart();
  assert.equal(chart.facts([], NOON).span, 20);
  chart.count("jwt", "A", true, NOON);
  const spanAfter = (seconds: number) => chart.facts([], NOON + seconds * 1_000).span;
  assert.deepEqual([0, 19, 20, 59, 60, 500].map(spanAfter), [20, 20, 40, 60, 120, 120]);
});

test("what the balancer answers itself is no server's load", () => {
  const chart = new Chart();
  chart.count("jwt", null, false, NOON);
  assert.deepEqual(chart.facts(["A"], NOON).load.A?.at(-1), 0);
});

test("after a day it holds two minutes, and no more", () => {
  const chart = new Chart();
  for (let second = 0; second < 1_000; second++) {
    chart.count("redis", "A", true, NOON + second * 1_000);
    chart.count("sticky", "A", second % 2 === 0, NOON + second * 1_000);
  }
  const facts = chart.facts(["A"], NOON + 999_000);
  assert.equal(facts.seconds.length, 120);
  assert.deepEqual(new Set(facts.success.redis), new Set([1]));
  // The oldest value shown is an average too, though the seconds behind it aren't shown.
  assert.deepEqual(new Set(facts.success.sticky), new Set([0.5]));
  // The machine slept, so everything before is older than two minutes.
  const later = chart.facts(["A"], NOON + 9_999_000);
  assert.deepEqual(new Set(later.success.redis), new Set([null]));
});
