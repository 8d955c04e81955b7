import type { PlayScript, RunChecks } from "../harness/hosts/judge-host.ts";
import { NodeProcess } from "../harness/process/node-process.ts";
import type { CheckReport } from "../harness/report.ts";
import type { Line } from "../harness/scenes/line.ts";

const hostFile = new URL("../harness/hosts/judge-host.ts", import.meta.url);

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Longer than all checks of a lesson can take by their own deadlines. */
const RUN_WITHIN_MILLISECONDS = 180_000;

/** The process in which checks and scripts run, apart from the one that shows them. */
export class Judge implements AsyncDisposable {
  readonly #process = new NodeProcess({
    name: "the judge",
    file: hostFile,
    packages: ["zod", "tough-cookie", "cookie", "ioredis"],
  });

  constructor() {
    for (const signal of signals) process.once(signal, this.#onSignal);
  }

  // Ctrl-C reaches this process alone; what the judge started ends with the judge.
  readonly #onSignal = () => {
    void this.#process.kill().then(() => process.exit(130));
  };

  /**
   * Runs a lesson's checks, and tells each as it finishes. `onDone` is called after the
   * last one; what is left then is to end the lab.
   *
   * @throws {HostError} what kept the lab from opening
   */
  async run(
    work: RunChecks,
    onCheck: (check: CheckReport) => void,
    onDone: () => void = () => {},
  ): Promise<void> {
    this.#process.on("check", (value) => onCheck(value as CheckReport));
    this.#process.on("done", onDone);
    await this.#process.ask("run", work, RUN_WITHIN_MILLISECONDS);
  }

  /** Plays a demo or a wall; `onPause` resolves when the reader wants to go on. */
  async play(
    work: PlayScript,
    onLine: (line: Line) => void,
    onPause: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    this.#process.on("line", (value) => onLine(value as Line));
    this.#process.on("pause", () => {
      void onPause().then(() => this.#process.ask("continue"));
    });
    const deadline = work.step ? 2 ** 31 - 1 : RUN_WITHIN_MILLISECONDS;
    await this.#process.ask("play", work, deadline);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const signal of signals) process.off(signal, this.#onSignal);
    await this.#process.kill();
  }
}
