import { type ChildProcess, spawn } from "node:child_process";

/** What each process runs: it ends when its time is over, or its parent is gone. */
const spin = `
const until = Date.now() + Number(process.argv[1]);
const parent = process.ppid;
while (Date.now() < until && process.ppid === parent) {
  for (let count = 0; count < 1e7; count++);
}
`;

/** Processes that compete for all of the machine's time, until disposed of. */
export class MachineLoad implements Disposable {
  readonly #spinning: readonly ChildProcess[];

  /**
   * @param processes how many; the machine's load rises by that number
   * @param seconds after which they end no matter what
   */
  constructor(processes: number, seconds = 600) {
    this.#spinning = Array.from({ length: processes }, () =>
      spawn(process.execPath, ["-e", spin, String(seconds * 1000)], {
        // Where Linux divides time by session, all of them together would get the share
        // of one.
        detached: true,
        stdio: "ignore",
      }),
    );
  }

  [Symbol.dispose](): void {
    for (const child of this.#spinning) child.kill("SIGKILL");
  }
}
