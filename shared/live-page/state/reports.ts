import { isSilence } from "../../harness/core/errors.ts";
import type { ServerGroup } from "../../harness/lab/server-group.ts";

/** If a server says nothing for so long, what it said last stands. */
const TIMEOUT_MS = 400;
/** One that is busy may miss a question or two; after so many it is called silent. */
const SILENT_AFTER = 3;
/** After so many it is asked only now and then: a stopped one keeps all questions. */
const MAX_SILENCES = 5;
const EVERY_SO_MANY = 8;

/** What is known of one server since it started. */
export type Told = {
  startedAt: number;
  megabytes: number | null;
  /** How many sessions it holds, by the version's slug; null: its code keeps no list. */
  held: Record<string, number | null>;
};

/** What the servers have last told of themselves. */
export class Reports {
  readonly #group: ServerGroup;
  readonly #told = new Map<string, Told & { silences: number }>();

  constructor(group: ServerGroup) {
    this.#group = group;
  }

  /** What a server of this name told; nothing yet, if it has just started. */
  of(name: string): Told {
    return this.#told.get(name) ?? this.begin(name);
  }

  /** A new process bears this name: what the one before told is no longer true. */
  begin(name: string): Told {
    const told = { startedAt: performance.now(), megabytes: null, held: {}, silences: 0 };
    this.#told.set(name, told);
    return told;
  }

  /** Whether a server has said nothing for so long that something must be wrong. */
  isSilent(name: string): boolean {
    return (this.#told.get(name)?.silences ?? 0) >= SILENT_AFTER;
  }

  forget(name: string): void {
    this.#told.delete(name);
  }

  /** Asks a server, and waits for what it says, though not for long. */
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
      // It did answer if what it said makes no sense, or if a learner's code threw.
      told.silences = isSilence(error) ? told.silences + 1 : 0;
    }
  }
}
