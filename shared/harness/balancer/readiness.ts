import { Agent, get } from "node:http";
import type { Routing } from "../core/routing.ts";

const PROBE_INTERVAL_MS = 100;
const PROBE_TIMEOUT_MS = 300;

type Watched = { port: number; isReady: boolean; timer: NodeJS.Timeout | null };

/**
 * Asks each server at /readyz whether it takes requests: 200 means yes; anything else,
 * including silence, means no. Each server has at most one open question, and the next
 * follows 100 ms after its answer, so a slow server isn't asked faster than it can
 * answer.
 */
export class ReadinessProbe implements Disposable {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #watched = new Map<string, Watched>();

  /** From now on, asks exactly these servers; resolves when each has been asked. */
  async watch(servers: readonly Routing[]): Promise<void> {
    const wanted = new Map(servers.map(({ name, port }) => [name, port]));
    for (const [name, { port, timer }] of this.#watched) {
      if (wanted.get(name) === port) continue;
      clearTimeout(timer ?? undefined);
      this.#watched.delete(name);
    }
    const added = servers.filter(({ name }) => !this.#watched.has(name));
    await Promise.all(
      added.map(({ name, port }) => {
        const watched: Watched = { port, isReady: false, timer: null };
        this.#watched.set(name, watched);
        return this.#probe(name, watched);
      }),
    );
  }

  /** Whether its last answer was yes. */
  isReady(name: string): boolean {
    return this.#watched.get(name)?.isReady ?? false;
  }

  async #probe(name: string, watched: Watched): Promise<void> {
    watched.isReady = await this.#ask(watched.port);
    // It might have been removed or replaced in the meantime.
    if (this.#watched.get(name) !== watched) return;
    watched.timer = setTimeout(() => void this.#probe(name, watched), PROBE_INTERVAL_MS);
    watched.timer.unref();
  }

  #ask(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
      const options = { host: "127.0.0.1", port, path: "/readyz", signal };
      get({ ...options, agent: this.#agent }, (response) => {
        // Once the status is here, the question is answered, even if the rest breaks off.
        response.on("error", () => {});
        response.resume();
        resolve(response.statusCode === 200);
      }).on("error", () => resolve(false));
    });
  }

  [Symbol.dispose](): void {
    for (const { timer } of this.#watched.values()) clearTimeout(timer ?? undefined);
    this.#watched.clear();
    this.#agent.destroy();
  }
}
