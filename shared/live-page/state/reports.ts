import { isSilence } from "../../harness/core/errors.ts";
import type { ServerGroup } from "../../harness/lab/server-group.ts";

/** If a server doesn't answer within this time, its last report stays valid. */
const TIMEOUT_MS = 400;
/** A busy server can miss a question or two; after this many it is called silent. */
const SILENT_AFTER = 3;
/**
 * After this many it is asked only now and then, because a stopped server keeps all
 * questions.
 */
const MAX_SILENCES = 5;
const EVERY_SO_MANY = 8;

/** What is known about one server since it started. */
export type Told = {
  startedAt: number;
  megabytes: number | null;
  /** How many sessions it keeps, by the version's slug; null: its code keeps no list. */
  held: Record<string, number | null>;
};

/** The servers' latest reports about themselves. */
export class Reports {
  readonly #group: ServerGroup;
  readonly #told = new Map<string, Told & { silences: number }>();

  constructor(group: ServerGroup) {
    this.#group = group;
  }

  /** The latest report of a server; empty if it has just started. */
  of(name: string): Told {
    return this.#told.get(name) ?? this.begin(name);
  }

  /** A new process has this name, so the previous one's report is no longer true. */
  begin(name: string): Told {
    const told = { startedAt: performance.now(), megabytes: null, held: {}, silences: 0 };
    this.#told.set(name, told);
    return told;
  }

  /** Whether a server has been silent so long that something must be wrong. */
  isSilent(name: string): boolean {
    return (this.#told.get(name)?.silences ?? 0) >= SILENT_AFTER;
  }

  forget(name: string): void {
    this.#told.delete(name);
  }

  /** Asks a server, and waits for its report, but not for long. */
  async ask(name: string): Promise<void> {
    const told = this.#told.get(name);
    if (!told) return;
    const isStopped = told.silences > MAX_SILENCES;
    if (isStopped && told.silences++ % EVERY_SO_MANY !== 0) return;
    try {
      const { bytes, held } = await this.#group.report(name, TIMEOUT_MS);
      told.megabytes = Math.round(bytes / 1024 / 1024);
      told.held = held;
      told.silences = 0;
    } catch (error) {
      // It did answer if its report makes no sense, or if a learner's code threw.
      told.silences = isSilence(error) ? told.silences + 1 : 0;
    }
  }
}
