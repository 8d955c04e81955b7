import { stopClock } from "./clock.ts";

const realRandom = Math.random;
/** Where the repeated series stands; null: chance is real. */
let state: number | null = null;

// In place from the start, so that code can't tell from the function whether it is real.
Math.random = function random() {
  if (state === null) return realRandom();
  // Park and Miller's minimal standard: here it only has to be the same each time.
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

/**
 * Stops this process's clock, and has Math.random begin the same series again: whoever
 * makes an id of these alone makes the same one twice.
 *
 * @param time since 1970, in ms
 */
export function repeatChance(time: number): void {
  state = 1;
  stopClock(time);
}

/** Gives the process its own clock and its own Math.random back. */
export function releaseChance(): void {
  state = null;
  stopClock(null);
}
