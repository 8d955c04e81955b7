import { clockCalls, serverCalls } from "../calls/server-calls.ts";
import type { TimeOfLab } from "../calls/time-calls.ts";
import { LabError } from "../core/errors.ts";
import { mending } from "../faults/fault.ts";
import type { NodeProcess } from "../process/node-process.ts";

/** Timers that ring along the way might have work to do. */
const TIME_TIMEOUT_MS = 10_000;

/**
 * The time in a group of servers. Each process is given how far ahead of real time it is,
 * never how far to move, so all of them, early and late, have the same time.
 */
export class GroupTime {
  /** How far time was moved ahead, minus the time for which it was stopped, in ms. */
  #ahead = 0;
  #isHeld = false;
  /** When all of them stopped, in real ms. */
  #heldSince: number | null = null;
  /** The time each process was given; a frozen one gets no news. */
  readonly #told = new WeakMap<NodeProcess, TimeOfLab>();

  /** How far ahead of real time it is now, in ms. */
  get ahead(): number {
    return this.#ahead - this.#heldFor;
  }

  /**
   * Lets this many ms pass for these processes.
   *
   * @throws {LabError} TIME_HELD
   */
  async pass(milliseconds: number, processes: readonly NodeProcess[]): Promise<void> {
    this.#throwIfHeld("passes");
    this.#ahead += milliseconds;
    const ahead = this.#ahead;
    await Promise.all(
      processes.map(async (process) => {
        await process.askFairly(serverCalls.passTime, ahead, TIME_TIMEOUT_MS);
        this.#told.set(process, { ahead, isHeld: false });
      }),
    );
  }

  /**
   * Stops time for the running processes; when undone, it continues.
   *
   * @throws {LabError} TIME_HELD
   */
  async hold(running: () => readonly NodeProcess[]): Promise<AsyncDisposable> {
    this.#throwIfHeld("is held");
    this.#isHeld = true;
    const release = mending(async () => {
      // Rounded down: the process that stopped last must not be set back.
      this.#ahead -= Math.floor(this.#heldFor);
      this.#heldSince = null;
      this.#isHeld = false;
      await this.#tellAll(running());
    });
    try {
      await this.#tellAll(running());
    } catch (error) {
      await release[Symbol.asyncDispose]();
      throw error;
    }
    // Not before all of them have stopped, or the last one's clock would be set back.
    this.#heldSince = performance.now();
    return release;
  }

  /** Gives a process the group's time, if it doesn't have it yet. */
  async tell(process: NodeProcess): Promise<void> {
    if (this.#knows(process)) return;
    const [known, time] = [this.#known, this.#now];
    await process.askFairly(serverCalls.setTime, time, TIME_TIMEOUT_MS);
    this.#told.set(process, known);
  }

  /** Resumes a frozen process, at the time the others have by then. */
  async thaw(process: NodeProcess): Promise<void> {
    if (!process.isFrozen || process.hasEnded || this.#knows(process)) {
      process.thaw();
      return;
    }
    // Sent before it wakes. A separate thread sets its clock, not the one that reads
    // requests, so a request that has been waiting all along might still be read a moment
    // earlier.
    const setting = process.askFairly(
      clockCalls.setAhead,
      this.#now.ahead,
      TIME_TIMEOUT_MS,
    );
    const telling = this.tell(process);
    process.thaw();
    await Promise.all([setting, telling]);
  }

  get #heldFor(): number {
    return this.#heldSince === null ? 0 : performance.now() - this.#heldSince;
  }

  get #now(): TimeOfLab {
    // Rounded down, so that a late process doesn't stop later than those already stopped.
    return { ahead: Math.floor(this.ahead), isHeld: this.#isHeld };
  }

  get #known(): TimeOfLab {
    return { ahead: this.#ahead, isHeld: this.#isHeld };
  }

  #knows(process: NodeProcess): boolean {
    const { ahead, isHeld } = this.#told.get(process) ?? { ahead: 0, isHeld: false };
    return ahead === this.#known.ahead && isHeld === this.#known.isHeld;
  }

  async #tellAll(processes: readonly NodeProcess[]): Promise<void> {
    await Promise.all(processes.map((process) => this.tell(process)));
  }

  #throwIfHeld(what: string): void {
    if (!this.#isHeld) return;
    throw new LabError("TIME_HELD", `time ${what} in a lab where it stands still`, {
      hint: "dispose of what time.hold() gave, first",
    });
  }
}
