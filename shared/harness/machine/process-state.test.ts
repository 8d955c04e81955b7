import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { eventually } from "../core/eventually.ts";
import { isStopped } from "./process-state.ts";

test("a process that a signal has stopped is told from one that waits", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const { pid } = child;
  assert.ok(pid);
  try {
    assert.equal(isStopped(pid), false);
    child.kill("SIGSTOP");
    await eventually(() => assert.equal(isStopped(pid), true));
    child.kill("SIGCONT");
    await eventually(() => assert.equal(isStopped(pid), false));
  } finally {
    child.kill("SIGKILL");
  }
});

test("a process that has ended is not a stopped one", () => {
  assert.equal(isStopped(2 ** 22 - 1), false);
});
