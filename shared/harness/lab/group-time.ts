import { clockCalls, serverCalls } from "../calls/server-calls.ts";
import type { TimeOfLab } from "../calls/time-calls.ts";
import { LabError } from "../core/errors.ts";
import { mending } from "../faults/fault.ts";
import type { NodeProcess } from "../process/node-process.ts";

/** What rings on the way may have something to do. */
const TIME_TIMEOUT_MS = 10_000;

/**
 * What time it is for a group of servers. Each process knows how far ahead of the real time
 * it lives, never by how much to move: so all of them, early and late ones, live at the same.
 */
export class GroupTime {
  /** What passed beyond the real time, less that for which time stood still, in ms. */
  #ahead = 0;
  #isHeld = false;
  /** Since when all of them have stood still, in real ms. */
  #heldSince: number | null = null;
  /** What each process knows: one that is frozen hears nothing. */
  readonly #told = new WeakMap<NodeProcess, TimeOfLab>();

  /** How far ahead of the real time it is now, in ms. */
  get ahead(): number {
    return this.#ahead - this.#heldFor;
  }

  /**
   * Lets so many ms pass for these processes.
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
   * Has time stand still for the processes that run; undone when it goes on.
   *
   * @throws {LabError} TIME_HELD
   */
  async hold(running: () => readonly NodeProcess[]): Promise<AsyncDisposable> {
    this.#throwIfHeld("is held");
    this.#isHeld = true;
    const release = mending(async () => {
      // Rounded down: whatever stood last must not be set back.
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
    // Not before all of them stood: the last one's clock would be set back.
    this.#heldSince = performance.now();
    return release;
  }

  /** Has a process live at the group's time, if it doesn't yet. */
  async tell(process: NodeProcess): Promise<void> {
    if (this.#knows(process)) return;
    const [known, time] = [this.#known, this.#now];
    await process.askFairly(serverCalls.setTime, time, TIME_TIMEOUT_MS);
    this.#told.set(process, known);
  }

  /** Has a frozen process go on, at the time that it is for the others by then. */
  async thaw(process: NodeProcess): Promise<void> {
    if (!process.isFrozen || process.hasEnded || this.#knows(process)) {
      process.thaw();
      return;
    }
    // Said before it wakes. Its clock is set by a thread of its own, beside the one that reads
    // requests; a request that waited for it all the time may still be read a moment before.
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
    // Rounded so that one that comes later stands no further than those that stand already.
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
