import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { LabError } from "../core/errors.ts";
import type { Enclosure } from "./enclosure.js";

// A shell, because it starts in 2 ms, and because a guard must not share the faults of
// what it guards. It reads "watch PID" and "forget PID". When its input ends (however the
// lab died), it kills the remaining process groups, and then what escaped from them: by
// the mark in its environment, and by its control group (see enclosure.js).
const script = `
trap '' HUP INT QUIT TERM
pids=
while read -r action pid; do
  case $action in
    watch) pids="$pids $pid" ;;
    forget)
      kept=
      for each in $pids; do [ "$each" = "$pid" ] || kept="$kept $each"; done
      pids=$kept ;;
  esac
  echo "$pid"
done
exec 2>/dev/null
for pid in $pids; do kill -KILL "-$pid" || kill -KILL "$pid"; done
marked() {
  if [ -r /proc/self/environ ]; then
    grep -lsaF "$1" /proc/[0-9]*/environ | tr -dc '0-9\n'
  else
    ps -axww -E -o pid=,command= | grep -F "$1" | grep -v grep | awk '{ print $1 }'
  fi
}
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  left=$(marked "$1")
  [ -z "$left" ] || kill -KILL $left
  [ -z "$2" ] || echo 1 > "$2/cgroup.kill"
  [ -z "$2" ] || rmdir "$2" || { [ -d "$2" ] && sleep 0.05 && continue; }
  [ -z "$left" ] && break
done
`;

/** The shell answers in a millisecond; if it takes this long, it has been stopped. */
const PING_TIMEOUT_MS = 5_000;
const END_TIMEOUT_MS = 2_000;

/**
 * Ends what the lab started if the lab dies suddenly, including frozen processes and a
 * native redis-server, which can't watch over themselves. Its counterpart is the lifeline
 * in each Node process (lifeline.ts), which still works if the reaper was killed first.
 */
export class Reaper implements AsyncDisposable {
  readonly #shell: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #acknowledgements = new Map<string, () => void>();
  readonly #watched = new Set<number>();
  #closing = false;

  /**
   * @param enclosure what belongs to the lab, no matter where it went
   * @param onLost called if the reaper ends before the lab does
   */
  constructor({ env, group }: Enclosure, onLost: (error: LabError) => void) {
    const mark = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    this.#shell = spawn("/bin/sh", ["-c", script, "reaper", ...mark, group ?? ""], {
      detached: true,
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#exited = once(this.#shell, "exit").then(() => {
      for (const acknowledge of this.#acknowledgements.values()) acknowledge();
      if (this.#closing) return;
      onLost(
        new LabError(
          "REAPER_LOST",
          "the process that cleans up after the lab was ended",
          {
            hint: "if your file ends processes (process.kill), take that out; else run it again",
          },
        ),
      );
    });
    // Writing to a reaper that was just killed must not end the lab with an EPIPE.
    this.#shell.stdin?.on("error", () => {});
    const { stdout } = this.#shell;
    if (stdout) {
      createInterface(stdout).on("line", (pid) => this.#acknowledgements.get(pid)?.());
    }
  }

  /** The ids it watches: what the lab has started and not ended. */
  get watched(): ReadonlySet<number> {
    return this.#watched;
  }

  get pid(): number | undefined {
    return this.#shell.pid;
  }

  /**
   * Resolves when the reaper has noted the process group; until then the process must not
   * do anything.
   */
  async watch(pid: number): Promise<void> {
    this.#watched.add(pid);
    await this.#tell("watch", pid);
  }

  /** The process has ended, and another process might soon get its id. */
  async forget(pid: number): Promise<void> {
    this.#watched.delete(pid);
    await this.#tell("forget", pid);
  }

  async #tell(action: "watch" | "forget", pid: number): Promise<void> {
    if (this.#shell.exitCode !== null || this.#shell.signalCode !== null) return;
    const noted = new Promise<void>((resolve) => {
      this.#acknowledgements.set(String(pid), resolve);
    });
    this.#shell.stdin?.write(`${action} ${pid}\n`);
    await this.#endAfter(PING_TIMEOUT_MS, noted);
    this.#acknowledgements.delete(String(pid));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    this.#shell.stdin?.end();
    await this.#endAfter(END_TIMEOUT_MS, this.#exited);
  }

  /** Waits for the shell to do something, and kills it if that takes too long. */
  async #endAfter(milliseconds: number, coming: Promise<unknown>): Promise<void> {
    const timer = setTimeout(() => this.#shell.kill("SIGKILL"), milliseconds);
    await coming;
    clearTimeout(timer);
  }
}
