import { Agent, get } from "node:http";
import type { Routing } from "../core/routing.ts";

const PROBE_INTERVAL_MS = 100;
const PROBE_TIMEOUT_MS = 300;

type Watched = { port: number; isReady: boolean; timer: NodeJS.Timeout | null };

/**
 * Asks each server at /readyz whether it takes requests: 200 is yes, anything else, and
 * silence, is no. One question a server is under way, and the next follows 100 ms after
 * its answer, so that a slow server is not asked faster than it can tell.
 */
export class ReadinessProbe implements Disposable {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #watched = new Map<string, Watched>();

  /** Asks these servers, and no others, from now on; resolves when each has been asked. */
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
    // It may have gone, or been replaced, while it was asked.
    if (this.#watched.get(name) !== watched) return;
    watched.timer = setTimeout(() => void this.#probe(name, watched), PROBE_INTERVAL_MS);
    watched.timer.unref();
  }

  #ask(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
      const options = { host: "127.0.0.1", port, path: "/readyz", signal };
      get({ ...options, agent: this.#agent }, (response) => {
        // What breaks off after its status has said what was asked.
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
