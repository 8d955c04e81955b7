import { print, style } from "./style.ts";
import { type Ask, readChoice } from "./terminal.ts";

type Waiting = { choices: number; answer(choice: number | null): void };

/** A question that a single key answers. Any other key means nothing to it. */
export class KeyQuestion {
  #waiting: Waiting | null = null;

  get isOpen(): boolean {
    return this.#waiting !== null;
  }

  /**
   * Makes what asks. What it asked is given up when the signal says so: the promise is
   * rejected with the signal's reason then.
   */
  askUntil(signal: AbortSignal): Ask {
    return async (choices) => {
      signal.throwIfAborted();
      print(promptFor(choices));
      try {
        return await new Promise((answer, reject) => {
          this.#waiting = { choices, answer };
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
      } finally {
        this.#waiting = null;
      }
    };
  }

  /** Hears a key. */
  press(key: string): void {
    // Only what the line names: "n" is a word for "not sure", but here it is another key.
    if (!this.#waiting) return;
    const { answer, choices } = this.#waiting;
    const choice = /^[\d?]$/.test(key) ? readChoice(key, choices) : undefined;
    if (choice !== undefined) answer(choice);
    else if (key.length === 1) print(promptFor(choices));
  }
}

function promptFor(choices: number): string {
  return style.dim(`   press 1 to ${choices}, or ? if you are not sure`);
}
