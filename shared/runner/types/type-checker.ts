import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { API, Diagnostic, Project } from "typescript/unstable/async";
import { root } from "../../course/catalogue.ts";
import { findFirst, type TypeMistake } from "./type-mistake.ts";

/** Whoever reads a verdict shouldn't have to wait longer for what TypeScript adds to it. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * TypeScript, as a process of its own that has the project in its memory: the first answer
 * takes about a second, each later one about 50 ms.
 */
export class TypeChecker implements AsyncDisposable {
  #opening: Promise<API | null> | null = null;

  /**
   * The first type error in these files.
   *
   * @param files from the project's folder
   * @returns null: there is none, or TypeScript isn't there or has failed; what it would add
   * to a verdict is then left out
   */
  async findMistake(files: readonly string[]): Promise<TypeMistake | null> {
    const done = new AbortController();
    try {
      return await Promise.race([
        this.#look(files),
        wait(ANSWER_TIMEOUT_MS, null, { signal: done.signal }).then(() => {
          throw new Error("TypeScript didn't answer");
        }),
      ]);
    } catch {
      // The next save asks another process.
      await this[Symbol.asyncDispose]();
      return null;
    } finally {
      done.abort();
    }
  }

  async #look(files: readonly string[]): Promise<TypeMistake | null> {
    this.#opening ??= open();
    const api = await this.#opening;
    if (!api) return null;
    const snapshot = await api.updateSnapshot({
      openProjects: [join(root, "tsconfig.json")],
      // A file that imports ours may have come or gone, so it looks at all of them again.
      fileChanges: { invalidateAll: true },
    });
    const [project] = snapshot.getProjects();
    if (!project) return null;
    for (const file of files) {
      const errors = await errorsIn(project, join(root, file));
      const mistake = findFirst(errors, file, readFileSync(join(root, file), "utf8"));
      if (mistake) return mistake;
    }
    return null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    await (await opening)?.close();
  }
}

async function open(): Promise<API | null> {
  try {
    // Loaded here: nobody's first line waits for it.
    const { API } = await import("typescript/unstable/async");
    return new API({ cwd: root });
  } catch {
    // Who installs no optional packages has no TypeScript; the lessons run without it.
    return null;
  }
}

async function errorsIn(
  { program }: Project,
  path: string,
): Promise<readonly Diagnostic[]> {
  const unreadable = await program.getSyntacticDiagnostics(path);
  // The run has said what makes it unreadable, and types mean nothing in it.
  return unreadable.length > 0 ? [] : program.getSemanticDiagnostics(path);
}
