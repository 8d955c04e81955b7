/** Someone in a hurry saves twice during a run; code that saves does it every time. */
const MAX_IN_A_ROW = 3;

/** What to do about a save: check it, stop checking automatically, or nothing. */
type SaveReaction = "check" | "stop" | "nothing";

/**
 * Counts how many runs in a row were interrupted by a save. Otherwise code that writes
 * its own file would be checked forever.
 */
export class BrokenOffRuns {
  #inARow = 0;
  #isRunning = false;

  /** Records that a run begins. */
  begin(): void {
    this.#isRunning = true;
  }

  /** Records that no learner code is running anymore, and that no save is waiting. */
  end(): void {
    this.#isRunning = false;
  }

  /** Resets the count, because someone is there. */
  reset(): void {
    this.#inARow = 0;
  }

  /** Records a save, and returns what to do about it. */
  hearSave(): SaveReaction {
    this.#inARow = this.#isRunning ? this.#inARow + 1 : 0;
    if (this.#inARow < MAX_IN_A_ROW) return "check";
    return this.#inARow === MAX_IN_A_ROW ? "stop" : "nothing";
  }
}
