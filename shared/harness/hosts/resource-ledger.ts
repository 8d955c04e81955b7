import { subscribe } from "node:diagnostics_channel";
import { Server, Socket } from "node:net";
import { listTimers } from "./timers.ts";

/**
 * What code of this process has opened: sockets, servers and timers, so that they can be
 * ended. Of anything else that keeps the process busy it only says that it is there.
 */
export class ResourceLedger {
  // Weakly held, so that nothing lives longer because it is in a book.
  readonly #opened = new Set<WeakRef<Socket | Server>>();
  #threads = 0;
  /** By their numbers. */
  readonly #firstTimers: ReadonlySet<number>;
  readonly #firstResources: ReadonlyMap<string, number>;

  /** What is there already stays. */
  constructor() {
    this.#firstTimers = new Set(listTimers().map(([number]) => number));
    this.#firstResources = countResources();
    // Node tells of these itself: nobody has to be wrapped, and nobody notices.
    subscribe("net.client.socket", (message) => this.#note(message, "socket"));
    subscribe("net.server.socket", (message) => this.#note(message, "socket"));
    subscribe("tracing:net.server.listen:asyncStart", (message) =>
      this.#note(message, "server"),
    );
    subscribe("worker_threads", () => {
      if (!isCompilers()) this.#threads++;
    });
  }

  #note(message: unknown, name: "socket" | "server"): void {
    const { [name]: opened } = Object(message) as Record<string, unknown>;
    if (opened instanceof Socket || opened instanceof Server) {
      this.#opened.add(new WeakRef(opened));
    }
  }

  /** Ends all of it. What is ended may begin something new: a client that connects again. */
  endAll(): void {
    for (const [number, timer] of listTimers()) {
      if (!this.#firstTimers.has(number)) timer.close();
    }
    for (const reference of this.#opened) {
      const opened = reference.deref();
      if (opened instanceof Socket) opened.destroy();
      else opened?.close(() => {});
    }
    this.#opened.clear();
  }

  /** Whether nothing has been begun since it was last ended. */
  get isEmpty(): boolean {
    const timers = listTimers().every(([number]) => this.#firstTimers.has(number));
    return timers && this.#opened.size === 0 && this.others.length === 0;
  }

  /** What keeps the process busy and is not ended here: a watcher, a worker, a child process. */
  get others(): string[] {
    const isMore = ([name, count]: [string, number]) =>
      count > (this.#firstResources.get(name) ?? 0);
    const more = [...countResources()].filter(isMore).map(([name]) => name);
    // What a thread does, nobody here can see.
    return this.#threads > 0 ? [...more, "a thread of its own"] : more;
  }
}

/** Whether the caller of the caller is esbuild: tsx has it compile in a thread. */
function isCompilers(): boolean {
  return /\/esbuild\/lib\/main\.js/.test(new Error().stack ?? "");
}

function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
