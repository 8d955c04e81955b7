/** Tells what was done to the lab, in one line for the record; without it, nothing is told. */
export type Note = (text: string) => void;

/**
 * What mends a fault. Hold it with `await using`, and the fault is over at the end of the
 * block, whatever was thrown there; a fault that has been mended is not mended twice.
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
