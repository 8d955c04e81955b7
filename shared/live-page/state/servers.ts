import { drainServer, loseServer } from "../../harness/faults/drain-server.ts";
import { freezeServer } from "../../harness/faults/freeze-server.ts";
import { killServer } from "../../harness/faults/kill-server.ts";
import type { ServerGroup } from "../../harness/lab/server-group.ts";
import { NotNow } from "../actions/not-now.ts";
import type { ServerFacts } from "../protocol.ts";
import { Reports } from "./reports.ts";

export const FIRST_SERVERS = 3;
const MAX_SERVERS = 6;
const letters = Array.from({ length: MAX_SERVERS }, (_, at) =>
  String.fromCharCode(65 + at),
);
/** The page's servers: real processes, with their latest reports. */
export class Servers {
  readonly #group: ServerGroup;
  readonly #reports: Reports;
  /** What undoes each freeze, and each drain. */
  readonly #frozen = new Map<string, AsyncDisposable>();
  readonly #draining = new Map<string, AsyncDisposable>();

  constructor(group: ServerGroup) {
    this.#group = group;
    this.#reports = new Reports(group);
    for (const name of group.names) this.#reports.begin(name);
  }

  get #lab() {
    return { servers: this.#group };
  }

  get names(): string[] {
    return this.#group.names;
  }

  /** Whether another server may be added. */
  get hasRoom(): boolean {
    return this.names.length < MAX_SERVERS;
  }

  /** How many servers the balancer gives turns to. */
  get takingTurns(): number {
    return this.#group.names.filter((name) => this.#group.stateOf(name) === "up").length;
  }

  /** Whether it is up or draining, as far as anyone knows. */
  isAlive(name: string): boolean {
    return this.#group.names.includes(name) && this.#group.alive.includes(name);
  }

  /** How many sessions of one version (by its lesson's slug) each server keeps. */
  held(slug: string): Record<string, number | null> {
    const entries = this.names.flatMap((name) => {
      const held = this.isAlive(name) ? this.#reports.of(name).held[slug] : undefined;
      return held === undefined ? [] : [[name, held] as const];
    });
    return Object.fromEntries(entries);
  }

  /** A power cut: its memory is gone. */
  async kill(name: string): Promise<void> {
    await killServer(this.#lab, name);
  }

  /** Servers that something else ended, or that ended by themselves. */
  get fallen(): string[] {
    return this.#group.fallen.filter((name) => this.#group.stateOf(name) !== "down");
  }

  /** Tells the balancer about a server that has fallen. */
  async noteFall(name: string): Promise<void> {
    await loseServer(this.#lab, name);
  }

  /** Freezes it: it keeps its connections, and answers nothing. */
  freeze(name: string): void {
    this.#frozen.set(name, freezeServer(this.#lab, name));
  }

  /** Lets it continue. */
  async thaw(name: string): Promise<void> {
    await this.#frozen.get(name)?.[Symbol.asyncDispose]();
    this.#frozen.delete(name);
  }

  /** A new process under the same name: it remembers nothing. */
  async restart(name: string): Promise<void> {
    if (this.isAlive(name)) await this.#group.stop(name);
    this.#forget(name);
    this.#reports.begin(name);
    await this.#group.start(name);
  }

  /** From now on, the balancer sends no one new to it. */
  async drain(name: string): Promise<void> {
    this.#draining.set(name, await drainServer(this.#lab, name));
  }

  /** Ends a drain. */
  async undrain(name: string): Promise<void> {
    await this.#draining.get(name)?.[Symbol.asyncDispose]();
    this.#draining.delete(name);
  }

  /** Restarts the first three, and removes all others. */
  async beginAnew(): Promise<void> {
    const first = letters.slice(0, FIRST_SERVERS);
    const others = this.names.filter((name) => !first.includes(name));
    await Promise.all([
      ...first.map((name) => this.restart(name)),
      ...others.map((name) => this.remove(name)),
    ]);
  }

  /**
   * Starts another server.
   *
   * @returns the new server's name: the first free letter
   * @throws {NotNow} if there are enough already
   */
  async add(): Promise<string> {
    const name = letters.find((letter) => !this.names.includes(letter));
    if (name === undefined) {
      throw new NotNow(`there are ${MAX_SERVERS} servers already`, "remove one first");
    }
    this.#reports.begin(name);
    await this.#group.start(name);
    return name;
  }

  /** Asks a server to end, and forgets it. @throws {NotNow} if it is the last one */
  async remove(name: string): Promise<void> {
    if (this.names.length <= 1) {
      throw new NotNow(`server ${name} is the last one`, "add another one first");
    }
    await this.#group.remove(name);
    this.#forget(name);
    this.#reports.forget(name);
  }

  // Its process has ended, so its faults are over too.
  #forget(name: string): void {
    this.#frozen.delete(name);
    this.#draining.delete(name);
  }

  /** Asks every server that can answer for its report. */
  async look(): Promise<void> {
    const awake = this.names.filter(
      (name) => this.isAlive(name) && !this.#frozen.has(name),
    );
    await Promise.all(awake.map((name) => this.#reports.ask(name)));
  }

  get facts(): ServerFacts[] {
    return this.names.map((name) => {
      const { startedAt, megabytes } = this.#reports.of(name);
      const state = this.#stateOf(name);
      if (state === "down") {
        return { name, state: "down", pid: null, upSeconds: null, megabytes: null };
      }
      const upSeconds = Math.floor((performance.now() - startedAt) / 1000);
      return { name, state, pid: this.#group.pid(name), upSeconds, megabytes };
    });
  }

  #stateOf(name: string): ServerFacts["state"] {
    // Once its process has ended it is down, even before anyone has dealt with it.
    if (this.#group.process(name).hasEnded) return "down";
    if (this.#frozen.has(name)) return "frozen";
    const state = this.#group.stateOf(name);
    return state === "up" && this.#reports.isSilent(name) ? "silent" : state;
  }
}
