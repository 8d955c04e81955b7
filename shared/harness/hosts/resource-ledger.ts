import { subscribe } from "node:diagnostics_channel";
import { Server, Socket } from "node:net";
import { listTimers } from "./timers.ts";

/**
 * What code in this process has opened (sockets, servers and timers), so it can be ended.
 * Anything else that keeps the process busy is only reported.
 */
export class ResourceLedger {
  // Weak references, so nothing lives longer because it is listed here.
  readonly #opened = new Set<WeakRef<Socket | Server>>();
  #threads = 0;
  /** By their numbers. */
  readonly #firstTimers: ReadonlySet<number>;
  readonly #firstResources: ReadonlyMap<string, number>;

  /** What already exists stays. */
  constructor() {
    this.#firstTimers = new Set(listTimers().map(([number]) => number));
    this.#firstResources = countResources();
    // Node announces these itself, so nothing has to be wrapped, and code doesn't notice.
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

  /**
   * Ends all of it. Ending something can start something new, such as a client that
   * reconnects.
   */
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

  /** Whether nothing has been started since the last end. */
  get isEmpty(): boolean {
    const timers = listTimers().every(([number]) => this.#firstTimers.has(number));
    return timers && this.#opened.size === 0 && this.others.length === 0;
  }

  /**
   * What keeps the process busy but isn't ended here: a watcher, a worker, a child
   * process.
   */
  get others(): string[] {
    const isMore = ([name, count]: [string, number]) =>
      count > (this.#firstResources.get(name) ?? 0);
    const more = [...countResources()].filter(isMore).map(([name]) => name);
    // What a thread does can't be seen from here.
    return this.#threads > 0 ? [...more, "a thread of its own"] : more;
  }
}

/** Whether the caller's caller is esbuild, which tsx runs in a thread to compile. */
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
