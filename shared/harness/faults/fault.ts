/** Records what was done to the lab, in one line; without it, nothing is recorded. */
export type Note = (text: string) => void;

/**
 * What undoes a fault. Hold it with `await using`, and the fault is over at the end of the
 * block, whatever was thrown there; a fault that was undone is not undone again.
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
