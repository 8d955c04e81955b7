import { Judge } from "../judging/judge.ts";

/** The judge that stands warm for the next save, with its servers, while the reader reads. */
export class WarmJudge implements AsyncDisposable {
  #ready: Judge | null = null;

  /** Has one stand ready, unless one does. */
  warmUp(folder: string): void {
    if (this.#ready) return;
    const ready = new Judge();
    this.#ready = ready;
    ready.warm(folder, true).catch(() => {
      // It could not: the next run starts a judge of its own, and says why.
      if (this.#ready === ready) this.#ready = null;
    });
  }

  /** The one that stands ready, or a cold one. It is the caller's now. */
  take(): Judge {
    const judge = this.#ready ?? new Judge();
    this.#ready = null;
    return judge;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ready?.[Symbol.asyncDispose]();
  }
}
