const RealDate = Date;
let aheadMilliseconds = 0;
let stoppedAt: number | null = null;

/**
 * Puts this process's clock further ahead: what Date tells from now on. Timers go on by
 * the real time.
 *
 * @param milliseconds how far; adds to what was said before
 */
export function moveClock(milliseconds: number): void {
  aheadMilliseconds += milliseconds;
}

/** Has this process's clock stand still, at a time since 1970 in ms; null: it goes on. */
export function stopClock(milliseconds: number | null): void {
  stoppedAt = milliseconds;
}

function now(): number {
  return stoppedAt ?? RealDate.now() + aheadMilliseconds;
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
