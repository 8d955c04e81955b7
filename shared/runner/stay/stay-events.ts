import { EventEmitter, on } from "node:events";
import { Keyboard } from "../../terminal/keyboard.ts";
import { SaveWatcher } from "./save-watcher.ts";

/** Everything that can happen while someone stays in a lesson. */
export type StayEvent =
  | { kind: "key"; key: string }
  | { kind: "save" }
  | { kind: "signal"; name: SignalName }
  /** What the screen was busy with ended by itself, or couldn't continue. */
  | { kind: "done"; signal: AbortSignal }
  | { kind: "failed"; signal: AbortSignal; error: unknown }
  /** The lines that say the quiz has questions due. */
  | { kind: "offer"; lines: readonly string[] };

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type SignalName = (typeof signals)[number];

/** Keys, saves and signals, and anything else that is sent, as one stream. */
export class StayEvents implements AsyncIterable<StayEvent>, Disposable {
  // Only `send` emits, so each event is a StayEvent.
  readonly #emitter = new EventEmitter();
  // Created right away, so that nothing is lost before someone reads.
  readonly #stream = on(this.#emitter, "event");
  readonly #keyboard = new Keyboard((key) => this.send({ kind: "key", key }));
  readonly #watcher: SaveWatcher;

  /** @param files the files the learner edits, as absolute paths */
  constructor(files: readonly string[]) {
    this.#watcher = new SaveWatcher(files, () => this.send({ kind: "save" }));
    for (const signal of signals) process.on(signal, this.#onSignal);
  }

  /** Whether a file was saved but its event is still to come. */
  get isSavePending(): boolean {
    return this.#watcher.isSavePending;
  }

  /** Leaves the keys to another program, until the returned value is disposed of. */
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
