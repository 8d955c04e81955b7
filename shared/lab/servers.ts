import { z } from "zod";
import type { ServerGroup } from "../harness/lab/server-group.ts";
import { NotNow } from "./not-now.ts";
import type { ServerFacts } from "./wire.ts";

export const FIRST_SERVERS = 3;
const MOST_SERVERS = 6;
const letters = Array.from({ length: MOST_SERVERS }, (_, at) =>
  String.fromCharCode(65 + at),
);
/** If a server says nothing for so long, what it said last stands. */
const REPORT_WITHIN_MILLISECONDS = 400;
/** After so many silences it is asked only now and then. */
const MOST_SILENCES = 5;
const EVERY_SO_MANY = 60;

/** What a server tells of itself; a learner's code in it may tell anything. */
const Report = z.object({
  bytes: z.number(),
  held: z.record(z.string(), z.number().nullable()),
});

type Told = {
  startedAt: number;
  megabytes: number | null;
  held: Record<string, number | null>;
  frozen: boolean;
  /** How many times in a row it said nothing: whoever is stopped keeps all of them. */
  silences: number;
};

/** The servers of the page: real processes, with what they last told of themselves. */
export class Servers {
  readonly #group: ServerGroup;
  readonly #told = new Map<string, Told>();

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
      const held = this.isAlive(name) ? this.#told.get(name)?.held[slug] : undefined;
      return held === undefined ? [] : [[name, held] as const];
    });
    return Object.fromEntries(entries);
  }

  async kill(name: string): Promise<void> {
    await this.#group.kill(name);
  }

  /** Those that somebody else has ended, or that ended by themselves. */
  get fallen(): string[] {
    return this.#group.fallen.filter((name) => this.#group.stateOf(name) !== "down");
  }

  /** One that has fallen: the balancer hears of it. */
  async noteFall(name: string): Promise<void> {
    await this.#group.markDown(name);
  }

  freeze(name: string): void {
    this.#group.freeze(name);
    this.#toldBy(name).frozen = true;
  }

  thaw(name: string): void {
    this.#group.thaw(name);
    this.#toldBy(name).frozen = false;
  }

  /** A new process under the same name: it remembers nothing. */
  async restart(name: string): Promise<void> {
    if (this.isAlive(name)) await this.#group.stop(name);
    this.#noteStart(name);
    await this.#group.start(name);
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
    const others = this.names.filter((name) => !first.includes(name));
    await Promise.all([
      ...first.map((name) => this.restart(name)),
      ...others.map((name) => this.remove(name)),
    ]);
  }

  /** @returns the new server's name: the first letter that is free */
  async add(): Promise<string> {
    const name = letters.find((letter) => !this.names.includes(letter));
    if (name === undefined) {
      throw new NotNow(`there are ${MOST_SERVERS} servers already`, "remove one first");
    }
    this.#noteStart(name);
    await this.#group.start(name);
    return name;
  }

  async remove(name: string): Promise<void> {
    if (this.names.length <= 1) {
      throw new NotNow(`server ${name} is the last one`, "add another one first");
    }
    await this.#group.remove(name);
    this.#told.delete(name);
  }

  /** Asks every server what it holds. */
  async look(): Promise<void> {
    await Promise.all(this.names.map((name) => this.#lookAt(name)));
  }

  get facts(): ServerFacts[] {
    return this.names.map((name) => {
      const { startedAt, megabytes, frozen } = this.#toldBy(name);
      const state = this.#group.stateOf(name);
      // Between its end and the moment when somebody sees to it, it is down already.
      if (state === "down" || this.#group.process(name).hasEnded) {
        return { name, state: "down", pid: null, upSeconds: null, megabytes: null };
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
    const told = this.#toldBy(name);
    if (!this.isAlive(name) || told.frozen) return;
    if (told.silences > MOST_SILENCES && told.silences++ % EVERY_SO_MANY !== 0) return;
    try {
      const report = await this.#group.report(name, REPORT_WITHIN_MILLISECONDS);
      const { bytes, held } = Report.parse(report);
      told.megabytes = Math.round(bytes / 1024 / 1024);
      told.held = held;
      told.silences = 0;
    } catch {
      // It ended, is too busy to say, or somebody stopped it: what it said last stands.
      told.silences++;
    }
  }

  #noteStart(name: string): Told {
    const told = {
      startedAt: performance.now(),
      megabytes: null,
      held: {},
      frozen: false,
      silences: 0,
    };
    this.#told.set(name, told);
    return told;
  }

  #toldBy(name: string): Told {
    const told = this.#told.get(name);
    return told ?? this.#noteStart(name);
  }
}
