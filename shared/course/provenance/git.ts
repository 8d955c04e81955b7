import { type ExecFileException, execFile } from "node:child_process";
import { makePlain } from "../../terminal/plain-text.ts";

const MAX_BYTES = 50_000_000;
const MAX_LETTERS = 60;

// No hook, file system monitor or replaced object may influence the result.
const settings = [
  "--no-replace-objects",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
];

const complaints = [
  { says: "not a git repository", means: "this folder isn't a clone of the workbook" },
  { says: "Needed a single revision", means: "git has no commit here" },
  { says: "dubious ownership", means: "git leaves alone what belongs to another user" },
];

/** git didn't answer. The message says why, as part of a sentence. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/**
 * Asks git about the repository that contains a folder. Writes nothing, and fetches
 * nothing.
 */
export class Git {
  readonly #folder: string;
  readonly #deadline: number;
  readonly #over: AbortSignal;

  /** @param deadline for all questions together, in ms */
  constructor(folder: string, deadline: number) {
    this.#folder = folder;
    this.#deadline = deadline;
    this.#over = AbortSignal.timeout(deadline);
  }

  /**
   * The full hash of a commit.
   *
   * @throws {GitError}
   */
  async readCommit(name: string): Promise<string> {
    const answer = await this.#ask("rev-parse", "--verify", `${name}^{commit}`);
    return answer.trim();
  }

  /**
   * The newest commit that two commits have in common.
   *
   * @throws {GitError}
   */
  async findCommonCommit(one: string, other: string): Promise<string> {
    return (await this.#ask("merge-base", one, other)).trim();
  }

  /**
   * The files of a commit inside the folder: their paths from there, and their hashes.
   *
   * @throws {GitError}
   */
  async readFiles(commit: string): Promise<Map<string, string>> {
    const answer = await this.#ask("ls-tree", "-r", "-z", commit);
    return new Map(
      answer.split("\0").flatMap((line): [string, string][] => {
        const [, hash, path] = /^\d+ \w+ ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
        return hash === undefined || path === undefined ? [] : [[path, hash]];
      }),
    );
  }

  #ask(...words: string[]): Promise<string> {
    const options = {
      cwd: this.#folder,
      env: environment(),
      signal: this.#over,
      killSignal: "SIGKILL",
      maxBuffer: MAX_BYTES,
    } as const;
    return new Promise((resolve, reject) => {
      execFile("git", [...settings, ...words], options, (error, answer, complaint) => {
        if (error === null) resolve(answer);
        else reject(new GitError(this.#explain(error, complaint), { cause: error }));
      });
    });
  }

  #explain({ code }: ExecFileException, complaint: string): string {
    if (this.#over.aborted)
      return `git did not answer within ${this.#deadline / 1_000} s`;
    if (code === "ENOENT") return "git was not found on this machine";
    const known = complaints.find(({ says }) => complaint.includes(says));
    if (known) return known.means;
    const [line = ""] = complaint.split("\n");
    return makePlain(`git can't read this folder (${line.slice(0, MAX_LETTERS)})`);
  }
}

// Without the variables that lead git to another repository, or change the language of
// its messages.
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(others),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}
