import { AsyncLocalStorage } from "node:async_hooks";
import type { Response } from "express";
import { AlreadyAnswered, AnsweredForShop, type SeamFunction } from "./answered.ts";
import type { Maybe } from "./seam.ts";

/** One call of a function of the seam, and all that it starts. */
type Turn = {
  name: SeamFunction;
  /** Whether it has returned, and its promise is settled. */
  isOver: boolean;
  fault: AnsweredForShop | null;
  /** Ends the waiting for it: the request has an answer that is not the shop's. */
  stop: (fault: AnsweredForShop) => void;
};

/** What answers a request. */
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

/** What changes the head of an answer, and is too late once that is sent. */
const changing = ["append", "appendHeader", "clearCookie", "cookie", "header", "set"];
const changingInNode = ["removeHeader", "setHeader"];

const turns = new AsyncLocalStorage<Turn>();
const guarded = new WeakSet<Response>();

/**
 * Lets the shop alone answer. What a function of the seam sends by itself is held back, so
 * that it can be named: otherwise it would depend on the moment whether the client
 * sees that answer, the shop's, or a broken connection.
 */
export class AnswerGuard {
  /** What came when its request had been answered, so that only the next can hear of it. */
  late: AnsweredForShop | null = null;

  /**
   * Calls a function of the seam.
   *
   * @throws {AnsweredForShop} if it answers the request, or has done so by a way around us
   * @throws {AlreadyAnswered} if the shop itself has refused the request meanwhile
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
      // Whatever it threw came of the answer, or after it.
      throw turn.fault ?? error;
    } finally {
      turn.isOver = true;
    }
  }

  #throwIfAnswered(turn: Turn, res: Response): void {
    if (turn.fault) throw turn.fault;
    if (!res.headersSent) return;
    // A body that was too large has its answer, which is ours.
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

  // By the turn in which a call is made, it shows whether it is the shop's: also of one that
  // comes from a timer, or from a promise that nobody awaits.
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
    // Until the head is sent, whatever changes it counts.
    if (!answers && !res.headersSent) return false;
    if (!turn.isOver) {
      // The shop itself has refused the request meanwhile.
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
