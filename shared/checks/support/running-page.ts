import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { root } from "../../course/catalogue.ts";

const START_TIMEOUT_MS = 30_000;
const cli = fileURLToPath(new URL("../../live-page/cli.ts", import.meta.url));

/** `npm run lab`, as someone runs it in a terminal, with the link that it prints. */
export class RunningPage implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  #url = "";

  private constructor(words: readonly string[], env: Record<string, string>) {
    this.process = spawn(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), cli, ...words],
      {
        cwd: root,
        env: { ...process.env, NO_COLOR: "1", ...env },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
  }

  /** Resolves as soon as it has printed its link. */
  static async start(
    words: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<RunningPage> {
    const lab = new RunningPage(words, env);
    const { stdout } = lab.process;
    if (!stdout) throw new Error("its output is a pipe");
    const reading = createInterface(stdout);
    const late = setTimeout(() => lab.process.kill("SIGKILL"), START_TIMEOUT_MS);
    await new Promise<void>((resolve, reject) => {
      reading.on("line", (line) => {
        lab.lines.push(line);
        const [url] = /http:\S+/.exec(line) ?? [];
        if (url === undefined) return;
        lab.#url = url;
        resolve();
      });
      reading.once("close", () => reject(new Error(lab.lines.join("\n"))));
    }).finally(() => clearTimeout(late));
    return lab;
  }

  /** The link, with the key of this run. */
  get url(): string {
    return this.#url;
  }

  /** The page's origin: http://127.0.0.1 and its port. */
  get origin(): string {
    return new URL(this.#url).origin;
  }

  get token(): string {
    return new URL(this.#url).hash.slice(1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill("SIGTERM");
    await exited;
  }
}
