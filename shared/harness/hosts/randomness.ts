import { clock } from "./clock.ts";
import { RANDOM_STATE } from "./clock-memory.js";

const realRandom = Math.random;

// In place from the start, so code can't tell by the function whether it is real.
Math.random = function random() {
  const state = clock[RANDOM_STATE] ?? 0;
  if (state === 0) return realRandom();
  // Park and Miller's minimal standard; here it only has to be the same each time.
  const next = (state * 48_271) % 2_147_483_647;
  clock[RANDOM_STATE] = next;
  return next / 2_147_483_647;
};
