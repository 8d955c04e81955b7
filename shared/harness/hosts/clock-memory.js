// How a process's clock goes, in memory that the lab's thread sees too (control-thread.js): so
// it can be moved without a word to the thread in which learner code runs.

/** How far the clock is ahead, in ms. */
export const AHEAD = 0;

/** The time at which it stands, since 1970 in ms; 0: it goes on. */
export const STOPPED = 1;

/** Where the series of Math.random stands that is repeated; 0: chance is real. */
export const RANDOM_STATE = 2;

/** A clock that goes, with real chance. */
export function createClock() {
  return new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
}
