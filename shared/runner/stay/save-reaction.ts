/** Somebody in a hurry saves twice during a run; code that saves does it every time. */
const MAX_IN_A_ROW = 3;

/** What to do about a save: check it, stop checking by itself, or nothing. */
type SaveReaction = "check" | "stop" | "nothing";

/**
 * Counts the runs in a row that a save broke off. Code that writes its own file would be
 * checked forever otherwise.
 */
export class BrokenOffRuns {
  #inARow = 0;
  #isRunning = false;

  /** Notes that a run begins. */
  begin(): void {
    this.#isRunning = true;
  }

  /** Notes that none of the learner's code is running anymore, and that no save is waiting. */
  end(): void {
    this.#isRunning = false;
  }

  /** Counts from the start again, because somebody is there. */
  reset(): void {
    this.#inARow = 0;
  }

  /** Takes note of a save, and says what to do about it. */
  hearSave(): SaveReaction {
    this.#inARow = this.#isRunning ? this.#inARow + 1 : 0;
    if (this.#inARow < MAX_IN_A_ROW) return "check";
    return this.#inARow === MAX_IN_A_ROW ? "stop" : "nothing";
  }
}
