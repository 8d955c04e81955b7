import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { root } from "../../course/catalogue.ts";
import type { TypeMistake } from "./type-mistake.js";

const host = fileURLToPath(new URL("type-host.js", import.meta.url));

/** A reader of the verdict shouldn't have to wait longer for what TypeScript adds to it. */
const ANSWER_TIMEOUT_MS = 10_000;

const Answer = v.object({
  mistake: v.nullable(
    v.object({ file: v.string(), line: v.number(), words: v.array(v.string()) }),
  ),
});

/**
 * TypeScript, in a process of its own that keeps the project in memory: the first answer
 * takes about a second, each later one about 50 ms.
 */
export class TypeChecker implements Disposable {
  #process: ChildProcess | null = null;

  /**
   * The first type error in these files.
   *
   * @param files from the project's folder
   * @param signal says when no one waits for it anymore
   * @returns null: there is none, or TypeScript isn't there or has failed; what it would add
   * to a verdict is then left out
   */
  async findMistake(
    files: readonly string[],
    signal?: AbortSignal,
  ): Promise<TypeMistake | null> {
    const late = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    try {
      return await this.#ask(files, signal ? AbortSignal.any([late, signal]) : late);
    } catch {
      // The next save asks another process.
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
      // It leads a group, so that this ends TypeScript too, whatever that is at.
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // It has ended by itself: TypeScript is optional, and may not be there.
    }
  }
}

function start(): ChildProcess {
  const child = fork(host, [root], { detached: true, execArgv: [], stdio: "ignore" });
  // Anyone waiting for an answer gets it, too; a failure may also come when no one is.
  child.on("error", () => {});
  return child;
}
