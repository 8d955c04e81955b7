import type { ChildProcess } from "node:child_process";
import * as v from "valibot";
import { type Call, hostCalls, type News, readShape } from "../calls/call.ts";
import { isSilence, LabError, machineBusy, messageOf } from "../core/errors.ts";
import { type Waited, waitFairly } from "../machine/fair-deadline.ts";
import { ControlChannel } from "./control-channel.ts";
import { HostError } from "./host-error.ts";
import { ManagedProcess } from "./managed-process.ts";
import { type AskMessage, readChildMessage } from "./messages.ts";
import type { Reaper } from "./reaper.ts";
import { hintFor, lookForEither } from "./silence.ts";

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void };

/** One of our Node processes, which answers questions. */
export class NodeProcess extends ManagedProcess {
  readonly #channel: ControlChannel;
  readonly #isTrusted: boolean;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (content: unknown) => void>();
  #lastId = 0;

  /**
   * @param isTrusted whether no code under judgment runs in it: only then can an error it
   *   reports be one of the lab's
   */
  constructor(name: string, child: ChildProcess, isTrusted = false) {
    super(name, child);
    this.#isTrusted = isTrusted;
    this.#channel = new ControlChannel(child, (message) => this.#receive(message));
    void this.#gone().then(() => this.#failWaiting());
  }

  /**
   * Listens to unasked news from the process. News that doesn't match its declaration is
   * ignored.
   */
  on<Content>(
    { name, content }: News<Content>,
    listener: (content: Content) => void,
  ): void {
    this.#listeners.set(name, (value) => {
      const read = v.safeParse(content, value);
      if (read.success) listener(read.output);
    });
  }

  /**
   * Calls the process, and waits for its answer.
   *
   * @throws {HostError} what the process threw; or what is wrong with its answer, if code
   *   under judgment runs in it
   * @throws {LabError} SERVER_DIED or SERVER_DID_NOT_ANSWER (deadline in ms);
   *   JUDGE_FAULT, if an answer from our own code doesn't match its declaration
   */
  async ask<Request, Response>(
    call: Call<Request, Response>,
    request: Request,
    deadline = 10_000,
  ): Promise<Response> {
    return this.#read(call, await this.#ask(call.name, request, deadline));
  }

  /**
   * Calls the process, and waits as long as it would on an idle machine: while others
   * keep this one busy, the deadline counts the process's own processor time.
   *
   * @throws as ask does; also {LabError} MACHINE_BUSY, if it has had too little of it
   */
  async askFairly<Request, Response>(
    call: Call<Request, Response>,
    request: Request,
    deadline = 10_000,
  ): Promise<Response> {
    const answered = new AbortController();
    const { signal } = answered;
    const asking = this.#ask(call.name, request, null).finally(() => answered.abort());
    // It might fail after we have given up.
    asking.catch(() => {});
    const waited = await waitFairly(this.pid, deadline, signal);
    if (waited.ending === "starved") throw this.#starved(call.name, waited);
    if (waited.ending === "over") {
      throw this.#silence(call.name, waited.seconds, hintFor(waited));
    }
    return this.#read(call, await asking);
  }

  #read<Request, Response>(call: Call<Request, Response>, answer: unknown): Response {
    try {
      return readShape(
        call.response,
        answer,
        `the answer of ${this.name} to "${call.name}"`,
      );
    } catch (error) {
      throw this.#isTrusted
        ? faultOf(error)
        : new HostError({ name: "TypeError", message: messageOf(error) });
    }
  }

  /** Whether any question to it is still unanswered. */
  get isAsked(): boolean {
    return this.#waiting.size > 0;
  }

  /** @param deadline null: no deadline here */
  async #ask(what: string, value: unknown, deadline: number | null): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    const timer =
      deadline === null
        ? undefined
        : setTimeout(() => {
            this.#waiting
              .get(id)
              ?.reject(this.#silence(what, deadline / 1000, lookForEither));
          }, deadline);
    if (this.#channel.isOpen) {
      this.#channel.send({ id, ask: what, with: value } satisfies AskMessage);
    } else {
      void this.#gone().then(() => this.#failWaiting());
    }
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /**
   * Waits until the process runs its host file, and puts it under the reaper's watch.
   *
   * @throws {LabError} SERVER_DID_NOT_START or MACHINE_BUSY: no learner code runs yet
   */
  async boot(reaper: Reaper): Promise<void> {
    await this.guard(reaper);
    try {
      await this.askFairly(hostCalls.ping, null);
    } catch (cause) {
      if (!isSilence(cause)) throw cause;
      const hint = "try again";
      const fact = `${this.name} does not start`;
      throw new LabError("SERVER_DID_NOT_START", fact, { hint, cause });
    }
  }

  #receive(message: unknown): void {
    const read = readChildMessage(message, this.#isTrusted);
    if (read === null) return;
    if ("news" in read) this.#listeners.get(read.news)?.(read.value);
    else if ("failure" in read) {
      this.#waiting.get(read.id)?.reject(new HostError(read.failure));
    } else this.#waiting.get(read.id)?.resolve(read.value);
  }

  #silence(what: string, seconds: number, hint: string): LabError {
    const within = Number(seconds.toFixed(1));
    const fact = `${this.name} did not answer "${what}" within ${within} s`;
    return new LabError("SERVER_DID_NOT_ANSWER", fact, { hint });
  }

  #starved(what: string, { looked: { seconds, had } }: Waited): LabError {
    return machineBusy(
      `in ${Math.round(seconds)} s, ${this.name} had ${had.toFixed(1)} s of processor time, and did not answer "${what}"`,
    );
  }

  // The process's exit and the closing of its channel are two events in either order. Its
  // last answer might be between them, so wait for both, if only for a moment.
  async #gone(): Promise<void> {
    const { closed } = this.#channel;
    await Promise.race([closed, this.exited]);
    const moment = new Promise((resolve) => setTimeout(resolve, 200).unref());
    await Promise.race([Promise.all([closed, this.exited]), moment]);
  }

  #failWaiting(): void {
    const hint = "the lines above are the last that it printed";
    for (const { reject } of this.#waiting.values()) {
      reject(new LabError("SERVER_DIED", this.ending, { hint }));
    }
  }
}

function faultOf(cause: unknown): LabError {
  return new LabError("JUDGE_FAULT", messageOf(cause), {
    hint: "this is a fault of the workbook: please report it with this line",
    cause,
  });
}
