import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "./clock.ts";
import { AHEAD, STOPPED } from "./clock-memory.js";

const DAY_MS = 24 * 60 * 60 * 1000;

test("a clock that is moved is ahead for everybody who asks what time it is", () => {
  const before = Date.now();
  clock[AHEAD] = 2 * DAY_MS + 1;
  for (const now of [
    Date.now(),
    Date.parse(new Date().toISOString()),
    Date.parse(Date()),
  ]) {
    const ahead = now - before;
    // Date as a string has no milliseconds.
    assert.ok(ahead > 2 * DAY_MS - 1_000, `it is ${ahead} ms ahead`);
  }
});

test("a date that is not now means what it says", () => {
  assert.equal(new Date(0).toISOString(), "1970-01-01T00:00:00.000Z");
  assert.equal(new Date(2026, 0, 2).getDate(), 2);
  assert.ok(new Date() instanceof Date);
  assert.equal(Date.UTC(1970, 0), 0);
});

test("a clock that stands tells one time, and then goes on", () => {
  clock[STOPPED] = 1_000;
  assert.deepEqual(
    [Date.now(), new Date().toISOString()],
    [1_000, "1970-01-01T00:00:01.000Z"],
  );
  clock[STOPPED] = 0;
  assert.ok(Date.now() > 1_000);
});
