const RealDate = Date;
let aheadMilliseconds = 0;

/**
 * Puts this process's clock further ahead: what Date tells from now on. Timers go on by
 * the real time, and so does whoever has kept hold of the earlier Date.
 *
 * @param milliseconds how far; adds to what was said before
 */
export function moveClock(milliseconds: number): void {
  if (aheadMilliseconds === 0) globalThis.Date = new Proxy(RealDate, aheadOfTime);
  aheadMilliseconds += milliseconds;
}

function now(): number {
  return RealDate.now() + aheadMilliseconds;
}

// Only a date of "now" is a matter of the clock; any other means what it says.
const aheadOfTime: ProxyHandler<DateConstructor> = {
  construct: (date, values, newTarget) =>
    Reflect.construct(date, values.length === 0 ? [now()] : values, newTarget),
  apply: (date) => new date(now()).toString(),
  get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
};
