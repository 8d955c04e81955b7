import { AHEAD, createClock, HELD, SKEW, STOPPED } from "./clock-memory.js";

const RealDate = Date;
// Taken now: other code may put its own in their place.
const realDateNow = Date.now;

/** How long this process has really run, in ms. */
export const realElapsed = performance.now.bind(performance);

/** This process's clock, which the lab's thread moves too: what Date tells goes by it. */
export const clock = createClock();

/** What time it is here, in ms since 1970. */
export function now(): number {
  return clock[STOPPED] || realDateNow() + (clock[AHEAD] ?? 0) + (clock[SKEW] ?? 0);
}

/** How long this process has run by its own time, in ms: a wrong date changes nothing of it. */
export function elapsed(): number {
  return clock[HELD] || realElapsed() + (clock[AHEAD] ?? 0);
}

// Only a date of "now" is a matter of the clock; any other means what it says.
const ourTime: ProxyHandler<DateConstructor> = {
  construct: (date, values, newTarget) =>
    Reflect.construct(date, values.length === 0 ? [now()] : values, newTarget),
  apply: (date) => new date(now()).toString(),
  get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
};

// In place from the start, so that code can't tell from it whether the clock was moved.
globalThis.Date = new Proxy(RealDate, ourTime);
RealDate.prototype.constructor = globalThis.Date;
performance.now = () => elapsed();
