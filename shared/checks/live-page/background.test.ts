import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { eventually } from "../../harness/core/eventually.ts";
import { descendantsOf, survivorsOf } from "../support/processes.ts";

const START_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS = 15_000;

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`a page in the background ends when ${signal} ends npm`, async () => {
    const npm = spawn("npm", ["run", "lab"], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
    });
    assert.ok(npm.pid);
    let printed = "";
    npm.stdout.on("data", (data: Buffer) => {
      printed += data.toString();
    });
    await eventually(() => assert.match(printed, /ready after/), START_TIMEOUT_MS);
    const all = descendantsOf(npm.pid);
    assert.ok(all.length > 4, "the page, its servers, its balancer");
    npm.kill(signal);
    await eventually(() => assert.deepEqual(survivorsOf(all), []), END_TIMEOUT_MS);
  });
}
