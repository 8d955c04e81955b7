import { elapsed, realElapsed } from "./clock.ts";

const NANOSECONDS = 1_000_000_000n;

const checkHrtime = process.hrtime;
// All of Node's stopwatches count the same time; they just started at different moments.
const hrtimeAhead = process.hrtime.bigint() - inNanoseconds(realElapsed());
const uptimeAhead = process.uptime() - realElapsed() / 1000;

function inNanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1_000_000));
}

function bigint(): bigint {
  return hrtimeAhead + inNanoseconds(elapsed());
}

function hrtime(since?: [number, number]): [number, number] {
  // Node's own version rejects what isn't a time.
  if (since !== undefined) checkHrtime(since);
  const [seconds, rest] = since ?? [0, 0];
  const passed = bigint() - (BigInt(seconds) * NANOSECONDS + BigInt(rest));
  return [Number(passed / NANOSECONDS), Number(passed % NANOSECONDS)];
}

// Code that measures how long a session was idle can use any of these.
process.hrtime = Object.assign(hrtime, { bigint });
process.uptime = () => uptimeAhead + elapsed() / 1000;
