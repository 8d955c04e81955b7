/** Records what was done to the lab, in one line; without it, nothing is recorded. */
export type Note = (text: string) => void;

/**
 * Undoes a fault. Use it with `await using`, and the fault is over at the end of the
 * block, no matter what was thrown there. A fault is undone only once.
 */
export function mending(mend: () => Promise<void> | void): AsyncDisposable {
  let isOver = false;
  return {
    async [Symbol.asyncDispose]() {
      if (isOver) return;
      isOver = true;
      await mend();
    },
  };
}
