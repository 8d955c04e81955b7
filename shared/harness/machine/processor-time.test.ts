import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { eventually } from "../core/eventually.ts";
import { readProcessorTimes, readPsTimes } from "./processor-time.ts";

for (const { title, line, seconds } of [
  { title: "as macOS writes it", line: "  812   0:01.23", seconds: 1.23 },
  { title: "with hours", line: "812 01:02:03", seconds: 3_723 },
  { title: "with days", line: "812 1-02:03:04", seconds: 93_784 },
]) {
  test(`what ps tells of a process's time is read ${title}`, () => {
    assert.deepEqual([...readPsTimes(`${line}\n`)], [[812, seconds]]);
  });
}

test("what is no such line is left out", () => {
  assert.deepEqual([...readPsTimes("\nps: illegal option\n9 0:01\n")], [[9, 1]]);
});

test("a process that counts has processor time, one that waits has none, one that is gone is left out", async () => {
  const start = (code: string) => {
    const child = spawn(process.execPath, ["-e", code], { stdio: "ignore" });
    return { child, pid: child.pid ?? 0 };
  };
  const [counting, waiting] = [
    start("while (true);"),
    start("setInterval(() => {}, 1e6)"),
  ];
  try {
    // Both have used some time to start.
    await eventually(async () => {
      const times = await readProcessorTimes([counting.pid, waiting.pid, 2 ** 22 + 1]);
      assert.deepEqual([...times.keys()], [counting.pid, waiting.pid]);
      const [counted = 0, waited = 0] = times.values();
      assert.ok(counted > 0.2 + 2 * waited, `${counted} s and ${waited} s`);
    });
  } finally {
    counting.child.kill("SIGKILL");
    waiting.child.kill("SIGKILL");
  }
});
