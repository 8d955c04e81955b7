// The state of a process's clock, in memory shared with the lab's thread
// (control-thread.js), so it can be moved without a word to the thread that runs learner
// code.

/** How far this process is ahead of real time, in ms, for dates and timers together. */
export const AHEAD = 0;

/** The time at which dates have stopped, in ms since 1970; 0: they're running. */
export const STOPPED = 1;

/** The state of the repeated Math.random series; 0: real randomness. */
export const RANDOM_STATE = 2;

/** How wrong the date is, in ms; timers and stopwatches aren't affected. */
export const SKEW = 3;

/** The time that all stopwatches show while time is held, in ms; 0: they're running. */
export const HELD = 4;

/** A running clock, with real randomness. */
export function createClock() {
  return new Float64Array(new SharedArrayBuffer(5 * Float64Array.BYTES_PER_ELEMENT));
}
