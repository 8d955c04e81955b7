import { execFileSync } from "node:child_process";

export type ProcessLine = { pid: number; parent: number; state: string; command: string };

/** Every process on the machine that is alive; a zombie has ended. */
export function listProcesses(): ProcessLine[] {
  const options = ["-A", "-o", "pid=,ppid=,stat=,args="];
  return execFileSync("ps", options, { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, state = "", command = ""] =
        /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      if (pid === undefined || state.startsWith("Z")) return [];
      return [{ pid: Number(pid), parent: Number(parent), state, command }];
    });
}

/** The processes a process has started, those they have started, and so on. */
export function descendantsOf(pid: number): ProcessLine[] {
  const all = listProcesses();
  const found: ProcessLine[] = [];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of all.filter(({ parent }) => parent === next)) {
      found.push(child);
      open.push(child.pid);
    }
  }
  return found;
}

/** The processes that still exist: the same id with the same command. */
export function survivorsOf(processes: readonly ProcessLine[]): ProcessLine[] {
  const alive = new Map(listProcesses().map((line) => [line.pid, line.command]));
  return processes.filter(({ pid, command }) => alive.get(pid) === command);
}

/** Processes that were started with this text in their environment, at any depth. */
export function processesWith(text: string): string[] {
  const lines = execFileSync("ps", ["axeww", "-o", "pid=,stat=,command="], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  }).split("\n");
  return lines
    .filter((line) => line.includes(text) && !/^\s*\d+\s+Z/.test(line))
    .map((line) => line.trim().slice(0, 120));
}
