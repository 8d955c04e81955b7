import { emitKeypressEvents } from "node:readline";

type Key = { name?: string; ctrl?: boolean; sequence?: string };

/** Single keys from the terminal, without Enter. Ctrl-C works as usual. */
export class Keyboard implements Disposable {
  readonly #onKey: (key: string) => void;

  constructor(onKey: (key: string) => void) {
    this.#onKey = onKey;
    emitKeypressEvents(process.stdin);
    this.#listen();
  }

  /** Leaves the terminal to another program, until the returned value is disposed of. */
  lend(): Disposable {
    this[Symbol.dispose]();
    return { [Symbol.dispose]: () => this.#listen() };
  }

  #listen(): void {
    process.stdin.setRawMode(true);
    process.stdin.on("keypress", this.#receive);
    process.stdin.resume();
  }

  readonly #receive = (_text: string | undefined, key: Key) => {
    if (key.ctrl && key.name === "c") process.kill(process.pid, "SIGINT");
    else if (!key.ctrl) this.#onKey(key.name ?? key.sequence ?? "");
  };

  [Symbol.dispose](): void {
    process.stdin.off("keypress", this.#receive);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
}
