import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { now } from "./clock.ts";

/**
 * Node's own handle, with what its timer list goes by. There is no public way to move a
 * timer that runs; `refresh` starts it again with its `_idleTimeout`.
 */
type Handle = NodeJS.Timeout & { _idleTimeout: number; _destroyed: boolean };
type Timer = {
  /** When it rings, by this process's clock. */
  due: number;
  delay: number;
  repeats: boolean;
  ring: () => void;
};

/** As long as Node lets a timer run. */
const LONGEST_MS = 2 ** 31 - 1;

const {
  setTimeout: startTimeout,
  setInterval: startInterval,
  clearTimeout: stop,
} = timers;
const probe = startTimeout(() => {}, 0).unref();
const refresh: NodeJS.Timeout["refresh"] = Object.getPrototypeOf(probe).refresh;
stop(probe);

const running = new Map<Handle, Timer>();
let isHeld = false;

/** The timers that code of this process has set, as they ring by its clock. */
export function listTimers(): [Handle, Timer][] {
  for (const handle of running.keys()) if (handle._destroyed) running.delete(handle);
  return [...running];
}

/** Has every timer run for as long as is left until it is due. */
export function rearm(): void {
  for (const [handle, { due, delay, repeats }] of listTimers()) {
    run(handle, isHeld ? LONGEST_MS : Math.max(1, due - now()));
    // The list it is in goes by this turn's delay; the next turns are whole ones.
    if (repeats) setImmediate(() => (handle._idleTimeout = delay));
  }
}

/** Holds all timers, and those that are set from now on; or lets them run again. */
export function holdTimers(held: boolean): void {
  isHeld = held;
  rearm();
}

function run(handle: Handle, delay: number): void {
  handle._idleTimeout = delay;
  refresh.call(handle);
}

type Callback = (...args: never[]) => void;

function setTimeout(callback: Callback, delay = 0, ...args: never[]): Handle {
  const handle = startTimeout(() => {
    running.delete(handle);
    callback(...args);
  }, delay) as Handle;
  return take(handle, delay, false, () => {
    stop(handle);
    running.delete(handle);
    callback(...args);
  });
}

function setInterval(callback: Callback, delay = 0, ...args: never[]): Handle {
  const handle = startInterval(() => {
    const timer = running.get(handle);
    if (timer) timer.due = now() + timer.delay;
    callback(...args);
  }, delay) as Handle;
  return take(handle, delay, true, () => callback(...args));
}

function take(handle: Handle, asked: number, repeats: boolean, ring: () => void): Handle {
  const delay = asked >= 1 && asked <= LONGEST_MS ? asked : 1;
  const timer = { due: now() + delay, delay, repeats, ring };
  running.set(handle, timer);
  // One that was cleared by its number is still here: it is found when the list is read.
  if (running.size % 1_000 === 0) listTimers();
  handle.refresh = () => {
    timer.due = now() + delay;
    running.set(handle, timer);
    run(handle, isHeld ? LONGEST_MS : delay);
    return handle;
  };
  if (isHeld) run(handle, LONGEST_MS);
  return handle;
}

function clear(timer?: NodeJS.Timeout | string | number): void {
  stop(timer);
  if (typeof timer === "object") running.delete(timer as Handle);
}

type Options = { signal?: AbortSignal; ref?: boolean };

function waitFor<T>(
  delay = 1,
  value?: T,
  { signal, ref = true }: Options = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clear(handle);
      // As Node's own does: an AbortError with the reason as its cause.
      reject(
        Object.assign(new Error("The operation was aborted", { cause: signal?.reason }), {
          name: "AbortError",
          code: "ABORT_ERR",
        }),
      );
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener("abort", fail);
      resolve(value as T);
    }, delay);
    if (!ref) handle.unref();
    if (signal?.aborted) fail();
    else signal?.addEventListener("abort", fail, { once: true });
  });
}

// Everybody who sets a timer gets it from here, from the start, so that code can't tell from
// it whether time was moved. What Node itself does on the network keeps its own timers.
Object.defineProperty(setTimeout, promisify.custom, { value: waitFor });
const ours = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
Object.assign(globalThis, ours);
Object.assign(timers, ours);
Object.assign(timersPromises, { setTimeout: waitFor });
syncBuiltinESMExports();
