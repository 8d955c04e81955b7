import { workerData } from "node:worker_threads";
import { AHEAD, RANDOM_STATE, SKEW, STOPPED } from "./clock-memory.js";
import { openControlChannel } from "./control-channel.js";
import { readThreadChannel, writeThreadChannel } from "./thread-channel.js";

// The lab's control channel to a process with learner code, in its own thread. The
// learner's thread can neither find it nor listen to it, and never sees the key that
// begins our messages. Calls that move a clock are handled here, without a word to the
// other thread.

/** @type {{ inward: SharedArrayBuffer, outward: SharedArrayBuffer, clock: Float64Array }} */
const { inward, outward, clock } = workerData;

/**
 * The calls answered here and not passed on.
 *
 * @satisfies {Record<keyof typeof import("../calls/server-calls.ts").clockCalls, (value: number) => void>}
 */
const ours = {
  moveClock(milliseconds) {
    clock[SKEW] = (clock[SKEW] ?? 0) + milliseconds;
  },
  setAhead(milliseconds) {
    clock[AHEAD] = milliseconds;
  },
  repeatRandomness(time) {
    clock[RANDOM_STATE] = 1;
    clock[STOPPED] = time;
  },
  releaseRandomness() {
    clock[RANDOM_STATE] = 0;
    clock[STOPPED] = 0;
  },
};

const pass = writeThreadChannel(inward);
const send = openControlChannel((text) => {
  const { id, ask, with: value } = JSON.parse(text);
  if (!isOurs(ask)) {
    pass(text);
    return;
  }
  // Checked by hand: a schema library would slow the start of this thread, and so of its
  // process.
  if (value !== null && !Number.isFinite(value)) {
    const failure = { name: "TypeError", message: `"${ask}" takes a number` };
    send(JSON.stringify({ id, failure }));
    return;
  }
  ours[ask](value);
  send(JSON.stringify({ id, value: null }));
});

void readThreadChannel(outward, send);

/**
 * @param {unknown} name
 * @returns {name is keyof typeof ours}
 */
function isOurs(name) {
  return typeof name === "string" && Object.hasOwn(ours, name);
}
