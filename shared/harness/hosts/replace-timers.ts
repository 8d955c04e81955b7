import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { every, timeoutSignal, wait, waitFor } from "./awaited-timers.ts";
import { type Callback, clear, Timeout } from "./timers.ts";

function setTimeout(callback: Callback, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay, args, false);
}

function setInterval(callback: Callback, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(callback, delay, args, true);
}

const clearTimeout: typeof clear = (timer) => clear(timer);
const clearInterval: typeof clear = (timer) => clear(timer);

// Anyone who sets a timer gets it from here, right from the start, so code can't use that
// to tell whether time was moved. Node's own network timers aren't replaced.
Object.defineProperty(setTimeout, promisify.custom, { enumerable: true, value: wait });
const ours = { setTimeout, setInterval, clearTimeout, clearInterval };
Object.assign(globalThis, ours);
Object.assign(timers, ours);
Object.assign(timersPromises, { setTimeout: wait, setInterval: every });
Object.assign(timersPromises.scheduler, { wait: waitFor });
Object.assign(AbortSignal, { timeout: timeoutSignal });
syncBuiltinESMExports();
