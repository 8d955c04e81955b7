import { Judge } from "../judging/judge.ts";

/**
 * The judge that is ready for the next save, with its servers, while the reader reads.
 */
export class WarmJudge implements AsyncDisposable {
  #ready: Judge | null = null;

  /** Gets a judge ready, unless one already is. */
  warmUp(folder: string): void {
    if (this.#ready) return;
    const ready = new Judge();
    this.#ready = ready;
    ready.warm(folder, true).catch(() => {
      // This failed, so the next run starts its own judge, which says why.
      if (this.#ready === ready) this.#ready = null;
    });
  }

  /** The judge that is ready, or a cold one. It now belongs to the caller. */
  take(): Judge {
    const judge = this.#ready ?? new Judge();
    this.#ready = null;
    return judge;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ready?.[Symbol.asyncDispose]();
  }
}
