import { AHEAD, createClock, HELD, SKEW, STOPPED } from "./clock-memory.js";

const RealDate = Date;
// Captured now: other code might replace it.
const realDateNow = Date.now;

/** How long this process has really run, in ms. */
export const realElapsed = performance.now.bind(performance);

/** This process's clock, which Date follows and the lab's thread can move. */
export const clock = createClock();

/** The time in this process, in ms since 1970. */
export function now(): number {
  return clock[STOPPED] || realDateNow() + (clock[AHEAD] ?? 0) + (clock[SKEW] ?? 0);
}

/**
 * How long this process has run by its own time, in ms; a wrong date doesn't affect it.
 */
export function elapsed(): number {
  return clock[HELD] || realElapsed() + (clock[AHEAD] ?? 0);
}

// Only a date of "now" depends on the clock; any other means what it says.
const ourTime: ProxyHandler<DateConstructor> = {
  construct: (date, values, newTarget) =>
    Reflect.construct(date, values.length === 0 ? [now()] : values, newTarget),
  apply: (date) => new date(now()).toString(),
  get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
};

// In place from the start, so code can't use it to tell whether the clock was moved.
globalThis.Date = new Proxy(RealDate, ourTime);
RealDate.prototype.constructor = globalThis.Date;
performance.now = () => elapsed();
