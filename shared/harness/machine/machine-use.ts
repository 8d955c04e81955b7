import { cpus } from "node:os";
import { readProcessorTimes } from "./processor-time.ts";

/** Less than this part of the processors' time was left over: who wanted more had to wait. */
const LEAST_FREE = 0.1;
/** With more than this part of what was used, the lesson itself kept the machine busy. */
const MOST_OURS = 0.5;

export type Use = {
  /** How long it was looked at, in s. */
  seconds: number;
  /** Which part of all processors' time was used, no matter by whom: 0 to 1. */
  used: number;
  /** How much of it the processes had that were asked about, in s. */
  ours: ReadonlyMap<number, number>;
  /** Which part of what was used they had: 0 to 1. */
  share: number;
  /** Whether other programs left too little. */
  isBusy: boolean;
};

/** Looks at how this machine's processors are used from now on, and by whom. */
export class MachineUse {
  readonly #pids: () => readonly number[];
  readonly #began = performance.now();
  readonly #processors = readProcessors();
  readonly #times: Promise<ReadonlyMap<number, number>>;

  /** @param pids of the processes that are ours, whenever it is asked */
  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
    this.#times = readProcessorTimes(pids());
  }

  /** What it has been since then. */
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
    // What has been started meanwhile has had all of its time since then.
    return new Map([...now].map(([pid, time]) => [pid, time - (before.get(pid) ?? 0)]));
  }
}

/** What all processors have done since the machine was started, in ms. */
function readProcessors(): { idle: number; total: number } {
  let [idle, total] = [0, 0];
  for (const { times } of cpus()) {
    idle += times.idle;
    for (const each of Object.values(times)) total += each;
  }
  return { idle, total };
}
