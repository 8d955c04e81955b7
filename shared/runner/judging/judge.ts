import { setTimeout as wait } from "node:timers/promises";
import { type Call, hostCalls } from "../../harness/calls/call.ts";
import {
  judgeCalls,
  judgeNews,
  type PlayDemo,
  type RunChecks,
  type Waiting,
} from "../../harness/calls/judge-calls.ts";
import type { CheckReport } from "../../harness/check/report.ts";
import { isSilence, LabError, machineBusy } from "../../harness/core/errors.ts";
import type { Line } from "../../harness/demo/line.ts";
import { MachineUse } from "../../harness/machine/machine-use.ts";
import { isStopped } from "../../harness/machine/process-state.ts";
import type { Enclosure } from "../../harness/process/enclosure.js";
import { HostError } from "../../harness/process/host-error.ts";
import { NodeProcess } from "../../harness/process/node-process.ts";
import { makePlain } from "../../terminal/plain-text.ts";
import { takeJudgeProcess } from "./judge-process.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Longer than all checks of a lesson can take by their own deadlines. */
const RUN_TIMEOUT_MS = 180_000;
const LISTEN_EVERY_MS = 1_000;
const PING_TIMEOUT_MS = 5_000;
/** The cause of a fault that was silence rather than an answer. */
const silent = Symbol("silent");

/** The process that runs checks and scripts, separate from the one that shows them. */
export class Judge implements AsyncDisposable {
  readonly #process: NodeProcess;
  readonly #enclosure: Enclosure;

  /** Whether it has been dismissed, so that what it was doing no longer matters. */
  dismissed = false;

  constructor() {
    const { child, enclosure } = takeJudgeProcess();
    this.#process = new NodeProcess("the judge", child, true);
    this.#enclosure = enclosure;
    for (const signal of signals) process.once(signal, this.#onSignal);
  }

  // Ctrl-C reaches only this process; what the judge started ends with the judge.
  readonly #onSignal = () => {
    void this.#end().then(() => process.exit(130));
  };

  /**
   * Gets balancer, servers and Redis ready for the next run of this lesson.
   *
   * @param withSpares whether there is time to get extra servers ready too
   */
  async warm(folder: string, withSpares: boolean): Promise<void> {
    await this.#process.ask(judgeCalls.warm, { folder, withSpares });
  }

  /**
   * Runs a lesson's checks, and reports each as it finishes. `onDone` is called after the
   * last one, when all that's left is to end the lab. `onRedis` is called with the Redis
   * that they run on, if they need one.
   *
   * @throws {HostError} what kept the lab from opening
   */
  async run(
    work: Omit<RunChecks, "isAlone">,
    onCheck: (check: CheckReport) => void,
    onDone: () => void = () => {},
    onRedis: (description: string) => void = () => {},
  ): Promise<void> {
    this.#process.on(judgeNews.redis, (description) => onRedis(makePlain(description)));
    this.#process.on(judgeNews.check, (check) => onCheck(makePlain(check)));
    this.#process.on(judgeNews.done, onDone);
    await this.#ask(judgeCalls.run, { ...work, isAlone: isAlone() }, RUN_TIMEOUT_MS);
  }

  /** Plays a demo or a wall; `onPause` resolves when the reader wants to continue. */
  async play(
    work: Omit<PlayDemo, "isAlone">,
    onLine: (line: Line) => void,
    onPause: (next: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    this.#process.on(judgeNews.line, (line) => onLine(makePlain(line)));
    this.#process.on(judgeNews.pause, ({ next }) => {
      void onPause(makePlain(next)).then(() =>
        this.#process.ask(judgeCalls.continue, null),
      );
    });
    const deadline = work.step ? 2 ** 31 - 1 : RUN_TIMEOUT_MS;
    await this.#ask(judgeCalls.play, { ...work, isAlone: isAlone() }, deadline);
  }

  async #ask<Work extends Waiting>(
    call: Call<Work, null>,
    work: Work,
    deadline: number,
  ): Promise<void> {
    const over = new AbortController();
    const machine = new MachineUse(() => [process.pid]);
    try {
      await Promise.race([
        this.#process.ask(call, work, deadline),
        this.#throwAtSilence(over.signal),
      ]);
    } catch (error) {
      if (error instanceof HostError) throw new HostError(makePlain(error.failure));
      if (this.dismissed) throw error;
      // A judge that was stopped wouldn't have answered on any machine.
      const isWaiting = isLate(error) && !isStopped(this.#process.pid);
      if (isWaiting && (await machine.look()).isBusy)
        throw machineBusy("the checks didn't finish");
      // No judged code runs in this process, so something else must have ended it.
      if (this.#process.hasEnded)
        throw lost("the process that runs the checks was ended", error);
      if (!isSilence(error)) throw error;
      throw new LabError("JUDGE_FAULT", `this took longer than ${deadline / 1000} s`, {
        hint: "look for a wait in your code: each answer comes, but late",
        cause: error,
      });
    } finally {
      over.abort();
      // If it has ended, there's no one left to hear that we have the outcome.
      this.#process.ask(judgeCalls.heard, null).catch(() => {});
    }
  }

  // It can be stopped without being ended, and then nothing would ever arrive.
  async #throwAtSilence(over: AbortSignal): Promise<never> {
    // After a suspend, the deadline is over before the answer is read, so ask a second
    // time.
    for (let missed = 0; missed < 2; ) {
      await wait(LISTEN_EVERY_MS, null, { signal: over });
      const alive = this.#process.ask(hostCalls.ping, null, PING_TIMEOUT_MS);
      missed = await alive.then(
        () => 0,
        () => missed + 1,
      );
    }
    throw lost("the process that runs the checks has stopped answering", silent);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dismissed = true;
    for (const signal of signals) process.off(signal, this.#onSignal);
    await this.#end();
  }

  // What it started ends with it, and what escaped from it is ended here.
  async #end(): Promise<void> {
    await this.#process.kill();
    await this.#enclosure.end();
  }
}

/** Whether something didn't arrive in time, as far as can be seen from here. */
function isLate(error: unknown): boolean {
  return isSilence(error) || (error instanceof LabError && error.cause === silent);
}

/** Whether no one is at this terminal to see that the judge was stopped. */
function isAlone(): boolean {
  return process.stdin.isTTY !== true;
}

function lost(fact: string, cause?: unknown): LabError {
  return new LabError("JUDGE_LOST", fact, {
    hint: "if your file ends processes (process.kill), take that out; else run it again",
    cause,
  });
}
