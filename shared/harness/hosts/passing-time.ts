import timersPromises from "node:timers/promises";
import type { TimeOfLab } from "../calls/time-calls.ts";
import { clock, elapsed, now, realElapsed } from "./clock.ts";
import { AHEAD, HELD, STOPPED } from "./clock-memory.js";
import "./replace-timers.ts";
import "./stopwatches.ts";
import { findDue, holdTimers, listTimers, type Timeout, takeTimers } from "./timers.ts";

// Taken now: other code may put its own in their place.
const nextTurn = timersPromises.setImmediate;
const later = queueMicrotask;
const readCpu = process.cpuUsage.bind(process);

/**
 * As often timers ring one by one while time passes: a sweep every second for more than a day.
 * Beyond that an answer that sweeps every millisecond would be at it for minutes.
 */
const MAX_RINGS = 100_000;
/** So much of a processor they may take for it: counted so, a busy machine changes nothing. */
const MAX_CPU_MS = 2_000;
/** But never so long that the lab's question expires. */
const MAX_RINGING_MS = 8_000;

/**
 * Lets time pass in this process: its clock goes ahead, and what is due by then rings in its
 * order, each at its own time, and as often as it would. What that begins goes on as far as
 * it needs no time: a reply over the network comes later than a timer that is set beside it.
 *
 * @param ahead how far ahead of the real time the clock is afterwards, in ms
 */
export async function passTime(ahead: number): Promise<void> {
  await takeTimers(async () => {
    const [began, cpu] = [realElapsed(), readCpu()];
    for (let rings = 0; rings < MAX_RINGS; rings++) {
      const { user, system } = readCpu(cpu);
      if ((user + system) / 1000 > MAX_CPU_MS) break;
      if (realElapsed() - began > MAX_RINGING_MS) break;
      const left = ahead - (clock[AHEAD] ?? 0);
      const timer = findDue(elapsed() + left);
      if (timer === null) break;
      const until = Math.ceil(timer.due - elapsed());
      if (until > 0) clock[AHEAD] = (clock[AHEAD] ?? 0) + until;
      await ring(timer);
    }
    clock[AHEAD] = ahead;
    await ringOverdue();
  });
}

/**
 * Sets this process to the time of its lab. If it missed some of it, each timer that is due
 * by now rings once, as after a sleep.
 */
export async function setTime({ ahead, isHeld }: TimeOfLab): Promise<void> {
  releaseTime();
  clock[AHEAD] = ahead;
  if (isHeld) holdTime();
  else await takeTimers(ringOverdue);
}

/** Has time be as it is in a new process; what is still set starts again. */
export function restartTime(): void {
  releaseTime();
  clock.fill(0);
  for (const [, timer] of listTimers()) timer.refresh();
}

/** Has time stand still here: what Date tells, every stopwatch and every timer. */
function holdTime(): void {
  clock[STOPPED] = now();
  clock[HELD] = elapsed();
  holdTimers(true);
}

/** Has it go on from where it stood. */
function releaseTime(): void {
  const stood = clock[HELD] ?? 0;
  if (stood === 0) return;
  clock[STOPPED] = 0;
  clock[HELD] = 0;
  clock[AHEAD] = Math.ceil(stood - realElapsed());
  holdTimers(false);
}

async function ringOverdue(): Promise<void> {
  const overdue = listTimers()
    .map(([, timer]) => timer)
    .filter(({ due }) => due <= elapsed())
    .sort((one, other) => one.due - other.due);
  for (const timer of overdue) {
    // One of them may have stopped it, or started it again.
    if (timer.isRunning && timer.due <= elapsed()) await ring(timer);
  }
}

async function ring(timer: Timeout): Promise<void> {
  try {
    timer.ring();
  } catch (error) {
    // Where a timer's callback throws, nobody catches it.
    later(() => {
      throw error;
    });
  }
  await nextTurn();
}
