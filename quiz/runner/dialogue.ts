import { createInterface, type Interface } from "node:readline";

import { printAll } from "../../shared/terminal/style.ts";

/** What the learner is shown, and the lines they type: at a terminal, or through a pipe. */
export class Dialogue implements Disposable {
  /** Whether somebody sits there and can be asked again. */
  readonly asks: boolean;
  readonly #quiet: boolean;
  readonly #lines: string[] = [];
  readonly #interface: Interface;
  #waiting: ((line: string | null) => void) | null = null;
  #ended = false;
  /** How many lines have been taken. */
  taken = 0;
  /** Whether Ctrl-C ended it. */
  interrupted = false;

  /** @param quiet whether nothing is said, because a program reads the result */
  constructor(quiet = false) {
    this.#quiet = quiet;
    const { stdin: input, stdout } = process;
    this.asks = !quiet && input.isTTY === true && stdout.isTTY === true;
    this.#interface = createInterface(this.asks ? { input, output: stdout } : { input });
    this.#interface.on("line", (line) => this.#give(line));
    this.#interface.on("close", () => this.#end());
    this.#interface.on("SIGINT", () => {
      this.interrupted = true;
      this.#interface.close();
    });
  }

  say(lines: readonly string[]): void {
    if (!this.#quiet) printAll(lines);
  }

  /** The next line, after a prompt where somebody sees it; null when there are no more. */
  async next(prompt: string): Promise<string | null> {
    const line = this.#lines.shift();
    if (line !== undefined) return this.#take(line);
    if (this.#ended) return null;
    if (this.asks) {
      this.#interface.setPrompt(prompt);
      this.#interface.prompt();
    }
    return new Promise((resolve) => {
      this.#waiting = (reply) => resolve(reply === null ? null : this.#take(reply));
    });
  }

  #take(line: string): string {
    this.taken++;
    return line;
  }

  #give(line: string): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) waiting(line);
    else this.#lines.push(line);
  }

  #end(): void {
    this.#ended = true;
    this.#waiting?.(null);
    this.#waiting = null;
  }

  [Symbol.dispose](): void {
    this.#interface.close();
  }
}
