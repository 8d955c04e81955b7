/**
 * Things to dispose of together, last one first. (Node 20 has no AsyncDisposableStack.)
 */
export class DisposalStack implements AsyncDisposable {
  readonly #all: (AsyncDisposable | Disposable)[] = [];
  #ended = false;

  /** Anything added after the end is disposed of at once. */
  use<T extends AsyncDisposable | Disposable>(value: T): T {
    if (this.#ended) void dispose(value);
    else this.#all.push(value);
    return value;
  }

  /** Releases what has been disposed of, or has ended by itself. */
  release(value: AsyncDisposable | Disposable): void {
    const at = this.#all.indexOf(value);
    if (at >= 0) this.#all.splice(at, 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    for (const value of this.#all.splice(0).reverse()) await dispose(value);
  }
}

async function dispose(value: AsyncDisposable | Disposable): Promise<void> {
  if (Symbol.asyncDispose in value) await value[Symbol.asyncDispose]();
  else value[Symbol.dispose]();
}
