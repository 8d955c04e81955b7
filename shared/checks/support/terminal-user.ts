import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { eventually } from "../../harness/core/eventually.ts";
import { nodeWords } from "./node-words.ts";

// util-linux's `script` gives a program its own terminal.
const version = spawnSync("script", ["--version"], { encoding: "utf8" });

/** For a test's `skip`: why there is no terminal here; false if there is one. */
export const noTerminal = version.stdout?.includes("util-linux")
  ? false
  : "no util-linux script here, which gives a pseudo-terminal";

const TIMEOUT_MS = 20_000;

/** A person at a terminal: sees what is printed, and presses keys. */
export class TerminalUser implements Disposable {
  readonly #terminal: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** A file that contains the name of the terminal. */
  readonly #tty = join(mkdtempSync(join(tmpdir(), "workbook-tty-")), "name");
  #seen = "";
  #read = 0;

  /**
   * @param file the file of a command, in the project being tested
   * @param words what is typed after it
   */
  constructor(file: string, words: string, env: Record<string, string> = {}) {
    const quoted = [process.execPath, ...nodeWords(file)].map((word) => `"${word}"`);
    const command = `tty > "${this.#tty}"; stty cols 80 rows 30; exec ${quoted.join(" ")} ${words}`;
    this.#terminal = spawn("script", ["-qfec", command, "/dev/null"], {
      env: { ...process.env, TERM: "xterm", ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.ended = once(this.#terminal, "exit");
    this.#terminal.stdout?.on("data", (data: Buffer) => {
      this.#seen += stripVTControlCharacters(data.toString()).replaceAll("\r", "");
    });
  }

  /** Waits for what must come next on the screen, and returns everything up to it. */
  async sees(what: RegExp): Promise<string> {
    return eventually(() => {
      const rest = this.#seen.slice(this.#read);
      const found = what.exec(rest);
      assert.ok(found, `not seen: ${what}, but:\n${rest}`);
      this.#read += found.index + found[0].length;
      return rest.slice(0, found.index + found[0].length);
    }, TIMEOUT_MS);
  }

  /** Everything that has been on the screen. */
  get lines(): readonly string[] {
    return this.#seen.split("\n");
  }

  presses(keys: string): void {
    this.#terminal.stdin?.write(keys);
  }

  /** Changes the window's size, which notifies the program in it. */
  resizes(columns: number): void {
    const name = readFileSync(this.#tty, "utf8").trim();
    spawnSync("stty", ["-F", name, "cols", String(columns)]);
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.#tty), { recursive: true, force: true });
    this.#terminal.kill("SIGKILL");
  }
}
