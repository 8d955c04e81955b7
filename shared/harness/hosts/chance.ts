import { stopClock } from "./clock.ts";

const realRandom = Math.random;

/**
 * Stops this process's clock, and has Math.random begin the same series again: whoever
 * makes an id of these alone makes the same one twice.
 *
 * @param time since 1970, in ms
 */
export function repeatChance(time: number): void {
  // Park and Miller's minimal standard: here it only has to be the same each time.
  let state = 1;
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  stopClock(time);
}

/** Gives the process its own clock and its own Math.random back. */
export function releaseChance(): void {
  Math.random = realRandom;
  stopClock(null);
}
