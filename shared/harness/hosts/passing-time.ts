import timersPromises from "node:timers/promises";
import type { TimeOfLab } from "../calls/time-calls.ts";
import { clock, elapsed, now, realElapsed } from "./clock.ts";
import { AHEAD, HELD, STOPPED } from "./clock-memory.js";
import "./replace-timers.ts";
import "./stopwatches.ts";
import { findDue, holdTimers, listTimers, type Timeout, takeTimers } from "./timers.ts";

// Captured now: other code might replace them.
const nextTurn = timersPromises.setImmediate;
const later = queueMicrotask;
const readCpu = process.cpuUsage.bind(process);

/**
 * The number of times timers ring one by one while time passes: enough for a sweep every
 * second for more than a day. Without a limit, an answer that sweeps every millisecond
 * would take minutes.
 */
const MAX_RINGS = 100_000;
/** The processor time they may use for it. It isn't affected by a busy machine. */
const MAX_CPU_MS = 2_000;
/** But never so long that the lab's question times out. */
const MAX_RINGING_MS = 8_000;

/**
 * Lets time pass in this process: its clock moves ahead, and every timer due by then
 * rings in order, each at its own time, and as often as it would. Anything they start
 * continues as far as it takes no time: a reply over the network arrives later than a
 * timer set next to it.
 *
 * @param ahead how far the clock is ahead of real time afterwards, in ms
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
 * Sets this process to its lab's time. If it missed some of it, each timer that is due by
 * now rings once, as after a sleep.
 */
export async function setTime({ ahead, isHeld }: TimeOfLab): Promise<void> {
  releaseTime();
  clock[AHEAD] = ahead;
  if (isHeld) holdTime();
  else await takeTimers(ringOverdue);
}

/** Resets time to that of a new process; timers that are still set start again. */
export function restartTime(): void {
  releaseTime();
  clock.fill(0);
  for (const [, timer] of listTimers()) timer.refresh();
}

/** Stops time here: dates, every stopwatch and every timer. */
function holdTime(): void {
  clock[STOPPED] = now();
  clock[HELD] = elapsed();
  holdTimers(true);
}

/** Continues time from where it stopped. */
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
    // Another timer might have stopped or restarted this one.
    if (timer.isRunning && timer.due <= elapsed()) await ring(timer);
  }
}

async function ring(timer: Timeout): Promise<void> {
  try {
    timer.ring();
  } catch (error) {
    // As usual when a timer's callback throws, nothing catches the error.
    later(() => {
      throw error;
    });
  }
  await nextTurn();
}
