import { Socket } from "node:net";
import { Worker } from "node:worker_threads";

// Reads a pipe whose other end only our parent holds. When it ends, the parent is gone,
// however it went, and this process ends too, with the group that it leads.
const { LAB_LIFELINE: pipe, LAB_LIFELINE_THREAD: needsThread } = process.env;

// Learner code may keep the main thread busy forever. Where the kernel can't be asked to
// end us then, a thread watches; it costs a seventh of a start. Its source is a string,
// because a worker file in TypeScript would load tsx a second time. It waits in its event
// loop, because a thread that is blocked in a system call would keep process.exit() from
// ending the process.
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
