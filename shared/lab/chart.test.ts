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
  assert.deepEqual(load.A?.slice(-3), [1, 0, 1]);
  assert.deepEqual(load.B?.slice(-3), [1, 0, 0]);
  assert.equal(seconds.at(-1), NOON / 1000 + 2);
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
  }
  const facts = chart.facts(["A"], NOON + 999_000);
  assert.equal(facts.seconds.length, 120);
  assert.deepEqual(new Set(facts.success.redis), new Set([1]));
  // The machine slept: what was before is no longer of the last two minutes.
  const later = chart.facts(["A"], NOON + 9_999_000);
  assert.deepEqual(new Set(later.success.redis), new Set([null]));
});
