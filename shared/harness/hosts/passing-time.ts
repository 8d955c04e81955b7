import { setImmediate as nextTurn } from "node:timers/promises";
import { clock, now } from "./clock.ts";
import { AHEAD, STOPPED } from "./clock-memory.js";
import { holdTimers, listTimers, rearm } from "./timers.ts";

/** Code that sets a timer in each of its timers is let ring so often, and then skips the rest. */
const MAX_RINGS = 2_000;

/**
 * Lets time pass in this process: its clock goes ahead, and what is due by then rings in its
 * order, each at its own time. An interval rings once, as after a sleep.
 */
export async function passTime(milliseconds: number): Promise<void> {
  const goal = now() + milliseconds;
  const rang = new Set<unknown>();
  for (let rings = 0; rings < MAX_RINGS; rings++) {
    const next = listTimers()
      .filter(([handle, { due }]) => due <= goal && !rang.has(handle))
      .sort(([, one], [, other]) => one.due - other.due)[0];
    if (!next) break;
    const [handle, timer] = next;
    advance(timer.due - now());
    if (timer.repeats) {
      rang.add(handle);
      timer.due = goal + timer.delay;
    }
    try {
      timer.ring();
    } catch (error) {
      // Where a timer's callback throws, nobody catches it.
      queueMicrotask(() => {
        throw error;
      });
    }
    // What it began goes on as far as it needs no time.
    await nextTurn();
  }
  advance(goal - now());
  rearm();
}

/** Has time stand still here: what Date tells, and every timer. */
export function holdTime(): void {
  clock[STOPPED] = now();
  holdTimers(true);
}

/** Has it go on from where it stood. */
export function releaseTime(): void {
  const stood = clock[STOPPED] ?? 0;
  if (stood === 0) return;
  clock[STOPPED] = 0;
  clock[AHEAD] = (clock[AHEAD] ?? 0) + stood - now();
  holdTimers(false);
}

function advance(milliseconds: number): void {
  if (milliseconds > 0) clock[AHEAD] = (clock[AHEAD] ?? 0) + milliseconds;
}
