import { Socket } from "node:net";
import { Worker } from "node:worker_threads";

// Reads a pipe whose other end only our parent has. When it closes, the parent is gone,
// for whatever reason, and this process ends too, along with the group it leads.
const { LAB_LIFELINE: pipe, LAB_LIFELINE_THREAD: needsThread } = process.env;

// Learner code can keep the main thread busy forever. If the kernel can't end us in that
// case, a thread watches; it costs a seventh of the start. Its source is a string,
// because a worker file in TypeScript would load tsx a second time. It waits in its event
// loop, because a thread blocked in a system call would keep process.exit() from ending
// the process.
const watcher = `
const { Socket } = require("node:net");
function end() {
  try { process.kill(-process.pid, "SIGKILL"); } catch {}
  process.kill(process.pid, "SIGKILL");
}
const pipe = new Socket({ fd: Number(process.env.LAB_LIFELINE), writable: false });
pipe.on("error", end).on("end", end).on("close", end).resume();
`;

function end(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}

if (pipe && needsThread) {
  const thread = new Worker(watcher, { eval: true, execArgv: [], stdout: false });
  thread.unref();
} else if (pipe) {
  const held = new Socket({ fd: Number(pipe), writable: false });
  held.on("error", end).on("end", end).on("close", end).resume();
  held.unref();
}
