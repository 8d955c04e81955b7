import { cpus } from "node:os";
import { readProcessorTimes } from "./processor-time.ts";

/** If less than this share of processor time was free, programs had to wait. */
const LEAST_FREE = 0.1;
/**
 * If the lesson itself had more than this share of what was used, it kept the machine
 * busy.
 */
const MOST_OURS = 0.5;

export type Use = {
  /** How long it was observed, in seconds. */
  seconds: number;
  /** The share of all processor time that was used, no matter by whom: 0 to 1. */
  used: number;
  /** How much of it the given processes had, in seconds. */
  ours: ReadonlyMap<number, number>;
  /** Their share of what was used: 0 to 1. */
  share: number;
  /** Whether other programs left too little. */
  isBusy: boolean;
};

/** Observes from now on how this machine's processors are used, and by whom. */
export class MachineUse {
  readonly #pids: () => readonly number[];
  readonly #began = performance.now();
  readonly #processors = readProcessors();
  readonly #times: Promise<ReadonlyMap<number, number>>;

  /** @param pids returns the ids of our processes, whenever it is called */
  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
    this.#times = readProcessorTimes(pids());
  }

  /** The use since then. */
  async look(): Promise<Use> {
    const seconds = (performance.now() - this.#began) / 1000;
    const { idle, total } = readProcessors();
    const all = total - this.#processors.total;
    const used = all > 0 ? 1 - (idle - this.#processors.idle) / all : 0;
    const ours = await this.#readOurs();
    const sum = [...ours.values()].reduce((before, each) => before + each, 0);
    const share = used > 0 ? Math.min(1, sum / ((used * all) / 1000)) : 0;
    return {
      seconds,
      used,
      ours,
      share,
      isBusy: 1 - used < LEAST_FREE && share < MOST_OURS,
    };
  }

  async #readOurs(): Promise<Map<number, number>> {
    const before = await this.#times;
    const now = await readProcessorTimes(this.#pids());
    // A process started in the meantime has used all of its time since then.
    return new Map([...now].map(([pid, time]) => [pid, time - (before.get(pid) ?? 0)]));
  }
}

/** The total and idle time of all processors since the machine booted, in ms. */
function readProcessors(): { idle: number; total: number } {
  let [idle, total] = [0, 0];
  for (const { times } of cpus()) {
    idle += times.idle;
    for (const each of Object.values(times)) total += each;
  }
  return { idle, total };
}
