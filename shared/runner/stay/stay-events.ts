import { EventEmitter, on } from "node:events";
import { Keyboard } from "../../terminal/keyboard.ts";
import { SaveWatcher } from "./save-watcher.ts";

/** All that can happen while somebody stays in a lesson. */
export type StayEvent =
  | { kind: "key"; key: string }
  | { kind: "save" }
  | { kind: "signal"; name: SignalName }
  /** What the screen was busy with has ended by itself, or could not go on. */
  | { kind: "done"; signal: AbortSignal }
  | { kind: "failed"; signal: AbortSignal; error: unknown }
  /** The quiz has questions that are due: the lines that say so. */
  | { kind: "offer"; lines: readonly string[] };

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type SignalName = (typeof signals)[number];

/** Keys, saves and signals, and what is sent besides, as one stream. */
export class StayEvents implements AsyncIterable<StayEvent>, Disposable {
  // Only `send` emits, so each event is a StayEvent.
  readonly #emitter = new EventEmitter();
  // Made at once: what comes before someone reads must not be lost.
  readonly #stream = on(this.#emitter, "event");
  readonly #keyboard = new Keyboard((key) => this.send({ kind: "key", key }));
  readonly #watcher: SaveWatcher;

  /** @param files what the learner edits, as absolute paths */
  constructor(files: readonly string[]) {
    this.#watcher = new SaveWatcher(files, () => this.send({ kind: "save" }));
    for (const signal of signals) process.on(signal, this.#onSignal);
  }

  /** Whether a file was saved, and the event is still to come. */
  get isSavePending(): boolean {
    return this.#watcher.isSavePending;
  }

  /** Leaves the keys to another program, until what this gives is disposed of. */
  lendKeyboard(): Disposable {
    return this.#keyboard.lend();
  }

  send(event: StayEvent): void {
    this.#emitter.emit("event", event);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StayEvent> {
    for await (const [event] of this.#stream) yield event;
  }

  readonly #onSignal = (name: SignalName) => this.send({ kind: "signal", name });

  [Symbol.dispose](): void {
    for (const signal of signals) process.off(signal, this.#onSignal);
    this.#keyboard[Symbol.dispose]();
    this.#watcher[Symbol.dispose]();
  }
}
