/** Things to dispose of together, the last one first. (Node 20 has no AsyncDisposableStack.) */
export class Disposals implements AsyncDisposable {
  readonly #all: (AsyncDisposable | Disposable)[] = [];

  use<T extends AsyncDisposable | Disposable>(value: T): T {
    this.#all.push(value);
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const value of this.#all.splice(0).reverse()) {
      if (Symbol.asyncDispose in value) await value[Symbol.asyncDispose]();
      else value[Symbol.dispose]();
    }
  }
}
