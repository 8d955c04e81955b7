import type { ServerGroup } from "../harness/lab/server-group.ts";
import { NotNow } from "./not-now.ts";
import type { ServerFacts } from "./wire.ts";

export const FIRST_SERVERS = 3;
const MOST_SERVERS = 6;
const letters = Array.from({ length: MOST_SERVERS }, (_, at) =>
  String.fromCharCode(65 + at),
);
/** A server that says nothing for so long is taken for frozen, and its last word stands. */
const REPORT_WITHIN_MILLISECONDS = 400;

type Known = {
  startedAt: number;
  megabytes: number | null;
  held: Record<string, number | null>;
  frozen: boolean;
};

/** The servers of the page: real processes, with what they last told of themselves. */
export class Servers {
  readonly #group: ServerGroup;
  readonly #known = new Map<string, Known>();

  constructor(group: ServerGroup) {
    this.#group = group;
    for (const name of group.names) this.#noteStart(name);
  }

  get names(): string[] {
    return this.#group.names;
  }

  /** How many the balancer gives turns to. */
  get takingTurns(): number {
    return this.#group.names.filter((name) => this.#group.stateOf(name) === "up").length;
  }

  isAlive(name: string): boolean {
    return this.#group.names.includes(name) && this.#group.alive.includes(name);
  }

  /** How many sessions of one version (by its lesson's slug) each server holds. */
  held(slug: string): Record<string, number | null> {
    const entries = this.names.flatMap((name) => {
      const held = this.isAlive(name) ? this.#known.get(name)?.held[slug] : undefined;
      return held === undefined ? [] : [[name, held] as const];
    });
    return Object.fromEntries(entries);
  }

  async kill(name: string): Promise<void> {
    await this.#group.kill(name);
  }

  /** One that somebody else has ended: the balancer hears of it. */
  async noteFall(name: string): Promise<void> {
    await this.#group.markDown(name);
  }

  freeze(name: string): void {
    this.#group.freeze(name);
    this.#know(name).frozen = true;
  }

  thaw(name: string): void {
    this.#group.thaw(name);
    this.#know(name).frozen = false;
  }

  /** A new process under the same name: it remembers nothing. */
  async restart(name: string): Promise<void> {
    if (this.isAlive(name)) await this.#group.stop(name);
    await this.#group.start(name);
    this.#noteStart(name);
  }

  async drain(name: string): Promise<void> {
    await this.#group.drain(name);
  }

  async undrain(name: string): Promise<void> {
    await this.#group.markUp(name);
  }

  /** The first three, all new; no others. */
  async beginAnew(): Promise<void> {
    const first = letters.slice(0, FIRST_SERVERS);
    await Promise.all(first.map((name) => this.restart(name)));
    const others = this.names.filter((name) => !first.includes(name));
    await Promise.all(others.map((name) => this.remove(name)));
  }

  /** @returns the new server's name: the first letter that is free */
  async add(): Promise<string> {
    const name = letters.find((letter) => !this.names.includes(letter));
    if (name === undefined) {
      throw new NotNow(`there are ${MOST_SERVERS} servers already`, "remove one first");
    }
    await this.#group.start(name);
    this.#noteStart(name);
    return name;
  }

  async remove(name: string): Promise<void> {
    if (this.names.length === 1) {
      throw new NotNow(`server ${name} is the last one`, "add another one first");
    }
    await this.#group.remove(name);
    this.#known.delete(name);
  }

  /** Asks every server what it holds. */
  async look(): Promise<void> {
    await Promise.all(this.names.map((name) => this.#lookAt(name)));
  }

  get facts(): ServerFacts[] {
    return this.names.map((name) => {
      const { startedAt, megabytes, frozen } = this.#know(name);
      const state = this.#group.stateOf(name);
      if (state === "down") {
        return { name, state, pid: null, upSeconds: null, megabytes: null };
      }
      const upSeconds = Math.floor((performance.now() - startedAt) / 1000);
      return {
        name,
        state: frozen ? "frozen" : state,
        pid: this.#group.pid(name),
        upSeconds,
        megabytes,
      };
    });
  }

  async #lookAt(name: string): Promise<void> {
    const known = this.#know(name);
    if (!this.isAlive(name) || known.frozen) return;
    try {
      const { bytes, held } = await this.#group.report(name, REPORT_WITHIN_MILLISECONDS);
      known.megabytes = Math.round(bytes / 1024 / 1024);
      known.held = held;
    } catch {
      // It ended, or is too busy to say: what it said last stands.
    }
  }

  #noteStart(name: string): void {
    const startedAt = performance.now();
    this.#known.set(name, { startedAt, megabytes: null, held: {}, frozen: false });
  }

  #know(name: string): Known {
    const known = this.#known.get(name);
    if (known) return known;
    throw new NotNow(`there is no server ${name}`, "the page shows those that are");
  }
}
