import { print, style } from "./style.ts";
import { type Ask, readChoice } from "./terminal.ts";

type Waiting = { choices: number; answer(choice: number | null): void };

/** A question that a single key answers. Other keys mean nothing to it. */
export class KeyQuestion {
  #waiting: Waiting | null = null;

  get isOpen(): boolean {
    return this.#waiting !== null;
  }

  /**
   * Returns a function that asks. When the signal aborts, the question is dropped, and
   * its promise is rejected with the signal's reason.
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

  /** Handles a key. */
  press(key: string): void {
    // Only the keys in the prompt: typed as a word, "n" means "not sure", but here it is
    // another key.
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
