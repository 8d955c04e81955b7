import { isBusyMachine, isSilence } from "../core/errors.ts";
import { HostError } from "../process/host-error.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { importsFiles } from "./imported-files.ts";
import type { Additions, ServerGroup } from "./server-group.ts";

/** "refused": it threw or ended before it served; "hangs": it did neither in time. */
export type Trial = "serves" | "refused" | "hangs";

/** The name under which servers are tried: the balancer never hears of it. */
const NAME = "X";

/** Tries what comes of starting a server with other settings, and ends it again. */
export class StartTrials {
  readonly #servers: ServerGroup;
  readonly #takeProcess: (name: string) => Promise<NodeProcess>;
  /** The process of the last trial, if the next one can be made in it. */
  #process: NodeProcess | null = null;

  /** @param takeProcess gives a process that has loaded nothing; the lab ends it */
  constructor(servers: ServerGroup, takeProcess: (name: string) => Promise<NodeProcess>) {
    this.#servers = servers;
    this.#takeProcess = takeProcess;
  }

  /**
   * What comes of starting a server with these additions to its environment (null: taken
   * out of it), in a process that has loaded nothing and serves nobody.
   *
   * @throws {LabError} MACHINE_BUSY if that can't be known
   */
  async try(env: Additions): Promise<Trial> {
    const process = this.#process ?? (await this.#takeProcess(NAME));
    this.#process = null;
    try {
      await this.#servers.load(process, NAME, env);
    } catch (error) {
      // One file that threw is loaded again at the next try, which saves a start. Files that
      // it imports would not be: what they threw is thrown again.
      if (error instanceof HostError && !importsFiles(this.#servers.files))
        this.#process = process;
      else await process.kill();
      if (isBusyMachine(error)) throw error;
      return isSilence(error) ? "hangs" : "refused";
    }
    await process.kill();
    return "serves";
  }
}
