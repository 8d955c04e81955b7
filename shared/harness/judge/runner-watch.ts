const EVERY_MS = 1_000;
/** After so many silent rounds it is woken, and then again every so many. */
const WAKE_AFTER = 10;
const WAKE_EVERY = 5;
/** After so many it is ended, and with it all that it started. */
const END_AFTER = 45;

/**
 * Watches the runner while it waits for us without a person at its terminal. Code under
 * judgement can stop it (SIGSTOP), and then nobody would ever say anything. It is counted in
 * rounds and not in time: if this process was stopped too, no time has passed for it.
 */
export class RunnerWatch implements Disposable {
  readonly #pid = process.ppid;
  readonly #timer = setInterval(() => this.#look(), EVERY_MS);
  #silent = 0;

  /** The runner has asked for something. */
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
      // It has ended: our lifeline sees to the rest.
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
