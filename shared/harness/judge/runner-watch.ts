const EVERY_MS = 1_000;
/** The number of silent rounds after which it is woken, and between further tries. */
const WAKE_AFTER = 10;
const WAKE_EVERY = 5;
/** The number after which it is killed, along with everything it started. */
const END_AFTER = 45;

/**
 * Watches the runner while it waits for us without a person at its terminal. Code under
 * judgment can stop it (SIGSTOP), and then no one would ever say anything. This counts
 * rounds rather than time: if this process was stopped too, no time has passed for it.
 */
export class RunnerWatch implements Disposable {
  readonly #pid = process.ppid;
  readonly #timer = setInterval(() => this.#look(), EVERY_MS);
  #silent = 0;

  /** The runner has just asked for something. */
  hear(): void {
    this.#silent = 0;
  }

  #look(): void {
    this.#silent++;
    if (process.ppid !== this.#pid || this.#silent < WAKE_AFTER) return;
    const signal = this.#silent >= END_AFTER ? "SIGKILL" : "SIGCONT";
    if ((this.#silent - WAKE_AFTER) % WAKE_EVERY !== 0) return;
    try {
      process.kill(this.#pid, signal);
    } catch {
      // It has ended; our lifeline takes care of the rest.
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
