import { type Attack, append, write } from "./attack.ts";

const parents = `import { execFileSync as ask } from "node:child_process";
const parentOf = (pid: number) => Number(ask("ps", ["-o", "ppid=", "-p", String(pid)]).toString());
const judge = process.ppid, runner = parentOf(judge);
const children = (of: number): number[] => ask("ps", ["-A", "-o", "pid=,ppid="]).toString().split("\\n").flatMap((line) => { const [pid = 0, parent] = line.trim().split(/\\s+/).map(Number); return parent === of ? [pid, ...children(pid)] : []; });`;

// A listening debugger would be at Node's own port for it.
const isDebugged = `
import { connect } from "node:net";
${write}
for (let tries = 0; tries < 20; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise<void>((resolve) => {
    const socket = connect(9229, "127.0.0.1", () => note("{OUT}/debugger", "it listens"));
    socket.on("connect", () => socket.destroy()).on("error", () => {}).on("close", () => resolve());
  });
}`;

/** Signals to the processes above it and next to it. */
export const signals: readonly Attack[] = [
  ...["judge", "runner"].map(
    (whom): Attack => ({
      title: `SIGUSR1 to the ${whom}`,
      change: append(`${parents}\nprocess.kill(${whom}, "SIGUSR1");${isDebugged}`),
      codes: [1],
      says: /TODO 1/,
    }),
  ),
  {
    title: "SIGUSR1 to all",
    change: append(
      `${parents}\nfor (const pid of [runner, ...children(runner)]) try { process.kill(pid, "SIGUSR1"); } catch {}${isDebugged}`,
    ),
    codes: [1, 2],
  },
  {
    title: "SIGSTOP to the runner",
    change: append(`${parents}\nprocess.kill(runner, "SIGSTOP");`),
    codes: [1, 2],
  },
  {
    title: "SIGTSTP to the runner",
    further: true,
    change: append(`${parents}\nprocess.kill(runner, "SIGTSTP");`),
    codes: [1, 2],
  },
  {
    title: "SIGSTOP to the judge",
    further: true,
    change: append(`${parents}\nprocess.kill(judge, "SIGSTOP");`),
    codes: [2],
  },
  {
    title: "SIGSTOP to all that the runner started",
    change: append(
      `${parents}\nfor (const pid of children(runner)) if (pid !== process.pid) try { process.kill(pid, "SIGSTOP"); } catch {}\nprocess.kill(process.pid, "SIGSTOP");`,
    ),
    codes: [2],
  },
  {
    title: "SIGSTOP to all but the runner, again and again",
    further: true,
    change: append(
      `${parents}\nfor (const at of [1, 2, 3]) { void at; for (const pid of children(runner)) if (pid !== process.pid) try { process.kill(pid, "SIGSTOP"); } catch {} }`,
    ),
    codes: [2],
  },
];
