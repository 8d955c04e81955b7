import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/**
 * Linux counts in these units, no matter how the hardware's own clock ticks (USER_HZ,
 * proc(5)).
 */
const TICKS_PER_SECOND = 100;
/** Their positions after the program's name in /proc/PID/stat. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

/** How much processor time each process has had since it started, in seconds. */
export async function readProcessorTimes(
  pids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (pids.length === 0) return new Map();
  return process.platform === "linux" ? fromProc(pids) : fromPs(pids);
}

function fromProc(pids: readonly number[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "utf8");
      // A program's name can contain spaces and parentheses, so read what follows it.
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
      times.set(pid, ticks / TICKS_PER_SECOND);
    } catch {
      // It has ended in the meantime.
    }
  }
  return times;
}

async function fromPs(pids: readonly number[]): Promise<Map<number, number>> {
  const args = ["-o", "pid=,time=", "-p", pids.join(",")];
  // It fails if one of them has ended, but what it printed about the others is valid.
  const { stdout } = await promisify(execFile)("ps", args).catch((error: unknown) => ({
    stdout: hasOutput(error) ? error.stdout : "",
  }));
  return readPsTimes(stdout);
}

function hasOutput(error: unknown): error is { stdout: string } {
  return typeof error === "object" && error !== null && "stdout" in error;
}

/**
 * Reads lines of `ps -o pid=,time=`: "812 0:01.23" on macOS, "812 1-02:03:04" elsewhere.
 */
export function readPsTimes(text: string): Map<number, number> {
  const times = new Map<number, number>();
  for (const line of text.split("\n")) {
    const [, pid, days = "0", clock] =
      /^\s*(\d+)\s+(?:(\d+)-)?([\d:.]+)\s*$/.exec(line) ?? [];
    if (pid === undefined || clock === undefined) continue;
    const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    times.set(Number(pid), Number(days) * 86_400 + seconds);
  }
  return times;
}
