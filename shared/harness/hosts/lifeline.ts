import { Worker } from "node:worker_threads";

// Reads a pipe whose other end only our parent holds. When it ends, the parent is gone,
// however it went, and this process ends too, with the group that it leads. A thread,
// because learner code may keep the main thread busy for ever. Its source is a string,
// because a worker file in TypeScript would load tsx a second time.
const watcher = `
const { readSync } = require("node:fs");
const pause = new Int32Array(new SharedArrayBuffer(4));
const buffer = Buffer.alloc(1);
for (;;) {
  try {
    if (readSync(Number(process.env.LAB_LIFELINE), buffer) === 0) break;
  } catch (error) {
    if (error.code !== "EAGAIN") break;
    Atomics.wait(pause, 0, 0, 100);
  }
}
try { process.kill(-process.pid, "SIGKILL"); } catch {}
process.kill(process.pid, "SIGKILL");
`;

if (process.env.LAB_LIFELINE) {
  const thread = new Worker(watcher, { eval: true, execArgv: [], stdout: false });
  thread.unref();
}
