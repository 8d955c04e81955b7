import { AsyncResource } from "node:async_hooks";
import timers from "node:timers";
import { elapsed } from "./clock.ts";

// Captured now: other code might replace them.
const { setTimeout: startReal, clearTimeout: stopReal } = timers;

/** The longest that Node lets a timer run. */
const LONGEST_MS = 2 ** 31 - 1;

export type Callback = (...args: unknown[]) => void;

/** The running timers by number, in the order they were started. */
const running = new Map<number, Timeout>();
let numbers = 0;
let isHeld = false;
let hands = 0;

/** Whether timers don't ring by themselves right now. */
const isStill = () => isHeld || hands > 0;

/**
 * What `setTimeout` and `setInterval` return. It rings by this process's own time: a real
 * Node timer, which can't be moved, runs for the time that is left, and is replaced by
 * another when time has passed.
 */
export class Timeout {
  /** When it rings, by this process's own time. */
  due = 0;
  readonly #number = ++numbers;
  readonly #delay: number;
  readonly #repeats: boolean;
  readonly #callback: Callback;
  readonly #args: unknown[];
  // Lets the callback know in which request it was set, no matter what rings it.
  readonly #context = new AsyncResource("Timeout");
  #real: NodeJS.Timeout | null;
  #refs = true;
  #isCleared = false;

  /** @throws as Node does, if that isn't a callback or a delay */
  constructor(callback: Callback, asked: unknown, args: unknown[], repeats: boolean) {
    // Node's own timer rejects invalid arguments, and warns about delays it shortens.
    const ring = typeof callback === "function" ? () => this.ring() : callback;
    this.#real = Reflect.apply(startReal, null, [ring, asked]);
    const delay = Number(asked);
    // An invalid delay, or one that is too long, is 1 ms in Node.
    this.#delay = delay >= 1 && delay <= LONGEST_MS ? Math.trunc(delay) : 1;
    this.#repeats = repeats;
    this.#callback = callback;
    this.#args = args;
    this.due = elapsed() + this.#delay;
    running.set(this.#number, this);
    if (isStill()) this.rearm();
  }

  /** Whether it is going to ring. */
  get isRunning(): boolean {
    return running.has(this.#number);
  }

  /** Runs the callback, when it is due or sooner. */
  ring(): void {
    this.#stop();
    try {
      this.#context.runInAsyncScope(this.#callback, this, ...this.#args);
    } finally {
      // The callback might have stopped or restarted it.
      if (this.#repeats && !this.#isCleared) this.#start();
    }
  }

  /** Makes it run for the time left, or not at all while timers may not ring. */
  rearm(): void {
    if (this.#real) stopReal(this.#real);
    this.#real = null;
    if (isStill()) return;
    this.#real = startReal(() => this.ring(), Math.max(1, this.due - elapsed()));
    if (!this.#refs) this.#real.unref();
  }

  refresh(): this {
    if (!this.#isCleared) this.#start();
    return this;
  }

  close(): this {
    this.#isCleared = true;
    this.#stop();
    return this;
  }

  ref(): this {
    this.#refs = true;
    this.#real?.ref();
    return this;
  }

  unref(): this {
    this.#refs = false;
    this.#real?.unref();
    return this;
  }

  hasRef(): boolean {
    return this.#refs;
  }

  [Symbol.toPrimitive](): number {
    return this.#number;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #start(): void {
    this.due = elapsed() + this.#delay;
    // Goes last in the order: of two that are due at once, the one started first rings
    // first.
    running.delete(this.#number);
    running.set(this.#number, this);
    this.rearm();
  }

  #stop(): void {
    if (this.#real) stopReal(this.#real);
    this.#real = null;
    running.delete(this.#number);
  }
}

/** The running timers that this process's code has set, with their numbers. */
export function listTimers(): [number, Timeout][] {
  return [...running];
}

/** The first timer that is due by then, if there is one. */
export function findDue(moment: number): Timeout | null {
  let first: Timeout | null = null;
  for (const timer of running.values()) {
    if (timer.due <= moment && (first === null || timer.due < first.due)) first = timer;
  }
  return first;
}

/** Holds all timers, and those that are set from now on; or lets them run again. */
export function holdTimers(held: boolean): void {
  isHeld = held;
  for (const [, timer] of listTimers()) timer.rearm();
}

/** Until `work` is done, timers ring only when it rings them. */
export async function takeTimers(work: () => Promise<void>): Promise<void> {
  hands++;
  for (const [, timer] of listTimers()) timer.rearm();
  try {
    await work();
  } finally {
    hands--;
    for (const [, timer] of listTimers()) timer.rearm();
  }
}

/** Stops a timer; as in Node, it accepts anything, even a number or nothing. */
export function clear(timer?: Timeout | NodeJS.Timeout | string | number): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === "string" || typeof timer === "number") {
    running.get(Number(timer))?.close();
  } else stopReal(timer);
}
