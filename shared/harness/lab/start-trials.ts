import { isBusyMachine, isSilence } from "../core/errors.ts";
import { HostError } from "../process/host-error.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { importsFiles } from "./imported-files.ts";
import type { Additions, ServerGroup } from "./server-group.ts";

/** "refused": it threw or ended before it served; "hangs": it did neither in time. */
export type Trial = "serves" | "refused" | "hangs";

/** The name of a server that is tried; the balancer never knows about it. */
const NAME = "X";

/** Tries starting a server with other settings, and ends it again. */
export class StartTrials {
  readonly #servers: ServerGroup;
  readonly #takeProcess: (name: string) => Promise<NodeProcess>;
  /** The process of the last trial, if the next trial can use it. */
  #process: NodeProcess | null = null;

  /** @param takeProcess returns a process that has loaded nothing; the lab ends it */
  constructor(servers: ServerGroup, takeProcess: (name: string) => Promise<NodeProcess>) {
    this.#servers = servers;
    this.#takeProcess = takeProcess;
  }

  /**
   * Tries to start a server with these additions to its environment (null removes a
   * variable), in a process that has loaded nothing and serves no one.
   *
   * @throws {LabError} MACHINE_BUSY if the outcome can't be known
   */
  async try(env: Additions): Promise<Trial> {
    const process = this.#process ?? (await this.#takeProcess(NAME));
    this.#process = null;
    try {
      await this.#servers.load(process, NAME, env);
    } catch (error) {
      // A file that threw is loaded again on the next try, which saves starting a
      // process. Files that it imports wouldn't be: they'd throw the same error again.
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
