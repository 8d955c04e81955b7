import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { LabError } from "../core/errors.ts";
import { OutputTail } from "./output.ts";
import type { Reaper } from "./reaper.ts";

/** What V8 prints about its internals when it runs out of memory. */
const insideNode = /v8::|^ ?\d+: 0x|^\[\d+:0x|<--- |node::|^-{4}|\[node\]|\[\/usr/;

/** A process as a value with a lifetime: disposing of it waits until it has ended. */
export class ManagedProcess implements AsyncDisposable {
  /** A spare gets its name when it is taken. */
  name: string;
  readonly output = new OutputTail();
  protected readonly child: ChildProcess;
  readonly exited: Promise<void>;
  #frozen = false;
  #wasFrozen = false;

  /** @param name what people call it: "server A", "the balancer" */
  constructor(name: string, child: ChildProcess) {
    this.name = name;
    this.child = child;
    this.exited =
      this.hasEnded || child.pid === undefined
        ? Promise.resolve()
        : once(child, "exit").then(
            () => {},
            () => {},
          );
    this.output.collect(this.child.stdout);
    this.output.collect(this.child.stderr);
  }

  /** @throws {LabError} SERVER_DID_NOT_START if the system could not start it at all */
  get pid(): number {
    if (this.child.pid !== undefined) return this.child.pid;
    throw new LabError("SERVER_DID_NOT_START", `${this.name} could not be started`, {
      hint: "the system refused a new process: close some programs and try again",
    });
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** How it ended, in words, with the last lines that it printed. */
  get ending(): string {
    const { exitCode, signalCode } = this.child;
    const code = signalCode ? `signal ${signalCode}` : `exit code ${exitCode}`;
    // Its channel can be closed from inside, and then it can't be asked anything.
    const how = this.hasEnded
      ? `ended with ${code}`
      : "has closed its connection to the lab";
    const lines = this.output.lines(60);
    const why = lines.some((line) => line.includes("heap out of memory"))
      ? ": it needed more memory than it may have"
      : "";
    const last = lines.filter((line) => !insideNode.test(line)).slice(-12);
    return [`${this.name} ${how}${why}`, ...last.map((line) => `  ${line}`)].join("\n");
  }

  /** Puts the process under the reaper's watch until it ends. */
  async guard(reaper: Reaper): Promise<void> {
    const { pid } = this;
    await reaper.watch(pid);
    void this.exited.then(() => reaper.forget(pid));
  }

  /** A power cut: no handler runs, and the memory is lost. */
  async kill(): Promise<void> {
    this.#signal("SIGKILL");
    await this.exited;
  }

  /** Asks it to end, and waits; kills it after the deadline. */
  async stop(deadlineMilliseconds = 3_000): Promise<void> {
    this.thaw();
    this.#signal("SIGTERM");
    const timer = setTimeout(() => this.#signal("SIGKILL"), deadlineMilliseconds);
    await this.exited;
    clearTimeout(timer);
  }

  /** Whether it is stopped and answers nothing. */
  get isFrozen(): boolean {
    return this.#frozen;
  }

  /** Whether it was ever stopped. */
  get wasFrozen(): boolean {
    return this.#wasFrozen;
  }

  /** Freezes it: it keeps its connections and answers nothing. */
  freeze(): void {
    this.#frozen = true;
    this.#wasFrozen = true;
    this.#signal("SIGSTOP");
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    this.#signal("SIGCONT");
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.hasEnded || this.child.pid === undefined) return;
    try {
      // The whole group, so that nothing it started is left.
      process.kill(-this.child.pid, signal);
    } catch {
      this.child.kill(signal);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
