// How a process's clock goes, in memory that the lab's thread sees too (control-thread.js): so
// it can be moved without a word to the thread in which learner code runs.

/** How much time has passed here beyond the real one, in ms: for dates and timers together. */
export const AHEAD = 0;

/** The time that a date tells while it stands, since 1970 in ms; 0: it goes on. */
export const STOPPED = 1;

/** Where the series of Math.random stands that is repeated; 0: chance is real. */
export const RANDOM_STATE = 2;

/** How wrong the date is, in ms: no timer and no stopwatch notices. */
export const SKEW = 3;

/** At what all stopwatches stand while time is held, in ms; 0: it goes on. */
export const HELD = 4;

/** A clock that goes, with real chance. */
export function createClock() {
  return new Float64Array(new SharedArrayBuffer(5 * Float64Array.BYTES_PER_ELEMENT));
}
