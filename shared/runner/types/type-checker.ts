import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { root } from "../../course/catalogue.ts";
import type { TypeMistake } from "./type-mistake.js";

const host = fileURLToPath(new URL("type-host.js", import.meta.url));

/**
 * The reader of a verdict shouldn't have to wait longer for TypeScript's addition to it.
 */
const ANSWER_TIMEOUT_MS = 10_000;

const Answer = v.object({
  mistake: v.nullable(
    v.object({ file: v.string(), line: v.number(), words: v.array(v.string()) }),
  ),
});

/**
 * TypeScript, in its own process that keeps the project in memory: the first answer takes
 * about a second, later ones about 50 ms.
 */
export class TypeChecker implements Disposable {
  #process: ChildProcess | null = null;

  /**
   * The first type error in these files.
   *
   * @param files as paths in the project
   * @param signal aborted when no one is waiting for it anymore
   * @returns null if there is none, or if TypeScript isn't installed or has failed; then
   *   the verdict simply has no addition
   */
  async findMistake(
    files: readonly string[],
    signal?: AbortSignal,
  ): Promise<TypeMistake | null> {
    const late = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    try {
      return await this.#ask(files, signal ? AbortSignal.any([late, signal]) : late);
    } catch {
      // The next save starts another process.
      this[Symbol.dispose]();
      return null;
    }
  }

  async #ask(files: readonly string[], signal: AbortSignal): Promise<TypeMistake | null> {
    this.#process ??= start();
    const child = this.#process;
    const gone = once(child, "exit", { signal }).then(() => {
      throw new Error("TypeScript has ended");
    });
    gone.catch(() => {});
    const answer = once(child, "message", { signal });
    child.send([...files]);
    const [message] = await Promise.race([answer, gone]);
    return v.parse(Answer, message).mistake;
  }

  [Symbol.dispose](): void {
    const pid = this.#process?.pid;
    this.#process = null;
    if (pid === undefined) return;
    try {
      // It leads a process group, so this ends TypeScript too, no matter what it is
      // doing.
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // It has ended by itself: TypeScript is optional, and might not be installed.
    }
  }
}

function start(): ChildProcess {
  const child = fork(host, [root], { detached: true, execArgv: [], stdio: "ignore" });
  // Anyone waiting for an answer gets this error too, but it can also come when no one
  // is.
  child.on("error", () => {});
  return child;
}
