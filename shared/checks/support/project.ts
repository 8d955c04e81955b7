import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../course/catalogue.ts";
import { nodeWords } from "./node-words.ts";

const ours = [
  "lessons",
  "solutions",
  "shared/app",
  "shared/harness",
  "shared/course",
  "shared/terminal",
  "shared/runner",
  "quiz",
  "package.json",
  "tsconfig.json",
];

/** A copy of the project for a test that edits a learner's files, or breaks something. */
export class ProjectCopy implements Disposable {
  readonly #parent = mkdtempSync(join(tmpdir(), "workbook-copy-"));
  readonly folder: string;

  /** @param name the folder's name: spaces and any letters are allowed */
  constructor(name = "workbook") {
    this.folder = join(this.#parent, name);
    for (const path of ours) {
      cpSync(join(root, path), join(this.folder, path), { recursive: true });
    }
    // Its processes belong to this folder, which distinguishes them from all others.
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** Starts `npm run lesson` in the copy, with these words. */
  start(words: readonly string[], env: Record<string, string> = {}): ChildProcess {
    return this.startFile("shared/runner/start.js", words, env);
  }

  /** Starts a file of the copy. */
  startFile(
    file: string,
    words: readonly string[] = [],
    env: Record<string, string> = {},
  ): ChildProcess {
    const args = [...nodeWords(this.path(file)), ...words];
    return spawn(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}
