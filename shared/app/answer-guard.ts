import { AsyncLocalStorage } from "node:async_hooks";
import type { Response } from "express";
import { AlreadyAnswered, AnsweredForShop, type SeamFunction } from "./answered.ts";
import type { Maybe } from "./seam.ts";

/** One call to a seam function, and everything it starts. */
type Turn = {
  name: SeamFunction;
  /** Whether the call has returned and its promise has settled. */
  isOver: boolean;
  fault: AnsweredForShop | null;
  /** Stops waiting for the call: its request has an answer that isn't the shop's. */
  stop: (fault: AnsweredForShop) => void;
};

/** The methods that answer a request. */
const answering = [
  "download",
  "end",
  "flushHeaders",
  "json",
  "jsonp",
  "redirect",
  "send",
  "sendFile",
  "sendStatus",
  "write",
  "writeHead",
];

/** The methods that change a response's head, and come too late once it is sent. */
const changing = ["append", "appendHeader", "clearCookie", "cookie", "header", "set"];
const changingInNode = ["removeHeader", "setHeader"];

const turns = new AsyncLocalStorage<Turn>();
const guarded = new WeakSet<Response>();

/**
 * Makes sure only the shop answers. If a seam function sends something itself, it is held
 * back so that it can be reported. Otherwise it would be a matter of timing whether the
 * client sees that answer, the shop's, or a broken connection.
 */
export class AnswerGuard {
  /** What was sent after its request was answered, so only the next one can report it. */
  late: AnsweredForShop | null = null;

  /**
   * Calls a seam function.
   *
   * @throws {AnsweredForShop} if it answers the request, or already has
   * @throws {AlreadyAnswered} if the shop itself has refused the request in the meantime
   */
  async run<T>(
    name: SeamFunction,
    res: Response | undefined,
    work: () => Maybe<T>,
  ): Promise<T> {
    if (!res) return await work();
    this.#watch(res);
    let stop: Turn["stop"] = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = reject;
    });
    stopped.catch(() => {});
    const turn: Turn = { name, isOver: false, fault: null, stop };
    try {
      const done = turns.run(turn, async () => await work());
      const value = await Promise.race([stopped, done]);
      this.#throwIfAnswered(turn, res);
      return value;
    } catch (error) {
      // Anything it threw was a result of the answer, or came after it.
      throw turn.fault ?? error;
    } finally {
      turn.isOver = true;
    }
  }

  #throwIfAnswered(turn: Turn, res: Response): void {
    if (turn.fault) throw turn.fault;
    if (!res.headersSent) return;
    // For a body that was too large, the answer is ours.
    if (res.statusCode !== 413) {
      this.late ??= new AnsweredForShop({ by: turn.name, call: "end", when: "early" });
    }
    throw new AlreadyAnswered();
  }

  #watch(res: Response): void {
    if (guarded.has(res)) return;
    guarded.add(res);
    for (const call of answering) this.#wrap(res, call, true);
    for (const call of [...changing, ...changingInNode]) this.#wrap(res, call, false);
  }

  // The turn in which a call is made shows whether it is the shop's, even if the call
  // comes from a timer or from a promise that isn't awaited.
  #wrap(res: Response, call: string, answers: boolean): void {
    const original: unknown = Reflect.get(res, call);
    if (typeof original !== "function") return;
    const guard = (...args: unknown[]): unknown => {
      const turn = turns.getStore();
      if (!turn || !this.#holdBack(turn, res, call, answers))
        return Reflect.apply(original, res, args);
      return res;
    };
    Object.defineProperty(res, call, {
      value: guard,
      configurable: true,
      writable: true,
    });
  }

  #holdBack(turn: Turn, res: Response, call: string, answers: boolean): boolean {
    if (turn.fault) return true;
    // Until the head is sent, changes to it still take effect.
    if (!answers && !res.headersSent) return false;
    if (!turn.isOver) {
      // The shop itself has refused the request in the meantime.
      if (res.headersSent) return true;
      turn.fault = new AnsweredForShop({ by: turn.name, call, when: "early" });
      turn.stop(turn.fault);
      return true;
    }
    turn.fault = new AnsweredForShop({ by: turn.name, call, when: "late" });
    this.late ??= turn.fault;
    console.error(turn.fault.place);
    return true;
  }
}
