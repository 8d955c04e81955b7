import { workerData } from "node:worker_threads";
import { AHEAD, CHANCE, STOPPED } from "./clock-memory.js";
import { readLane, writeLane } from "./lane.js";
import { openLine } from "./line.js";

// The lab's line to a process with learner code, in a thread of its own: the learner's thread
// can neither find it nor hear it, and never sees the key with which our messages begin. What
// moves a clock is done from here, without a word to the other thread.

/** @type {{ inward: SharedArrayBuffer, outward: SharedArrayBuffer, clock: Float64Array }} */
const { inward, outward, clock } = workerData;

/** @type {Record<string, (value: number) => void>} */
const ours = {
  moveClock(milliseconds) {
    clock[AHEAD] = (clock[AHEAD] ?? 0) + milliseconds;
  },
  repeatChance(time) {
    clock[CHANCE] = 1;
    clock[STOPPED] = time;
  },
  releaseChance() {
    clock[CHANCE] = 0;
    clock[STOPPED] = 0;
  },
};

const pass = writeLane(inward);
const send = openLine((text) => {
  const { id, ask, with: value } = JSON.parse(text);
  const own = Object.hasOwn(ours, ask) ? ours[ask] : undefined;
  if (!own) {
    pass(text);
    return;
  }
  own(value);
  send(JSON.stringify({ id, value: null }));
});

void readLane(outward, send);
