import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokenOffRuns } from "./save-reaction.ts";

function saveDuringRuns(runs: BrokenOffRuns, count: number): string[] {
  return Array.from({ length: count }, () => {
    runs.begin();
    return runs.hearSave();
  });
}

test("the third run in a row that is broken off is the last, whatever comes after it", () => {
  const runs = new BrokenOffRuns();
  assert.deepEqual(saveDuringRuns(runs, 3), ["check", "check", "stop"]);
  assert.equal(runs.hearSave(), "nothing");
});

test("a save while nothing runs is checked, and the count begins again", () => {
  const runs = new BrokenOffRuns();
  assert.equal(runs.hearSave(), "check", "before the first run");
  for (let time = 0; time < 3; time++) {
    assert.deepEqual(saveDuringRuns(runs, 2), ["check", "check"]);
    runs.end();
    assert.equal(runs.hearSave(), "check");
  }
  assert.deepEqual(saveDuringRuns(runs, 3), ["check", "check", "stop"]);
});

test("after a key the count begins again, in the middle of a run too", () => {
  const runs = new BrokenOffRuns();
  for (let time = 0; time < 3; time++) {
    assert.deepEqual(saveDuringRuns(runs, 2), ["check", "check"]);
    runs.reset();
  }
  saveDuringRuns(runs, 3);
  runs.reset();
  assert.equal(runs.hearSave(), "check");
});
