import { type Lab, type SlowServer, SlowServers, showOnly } from "#harness";

/** How long each message to Redis takes: time enough for another request to come between. */
const FAR_MS = 50;

/** Servers beside the three, to which Redis can be far away: their requests can meet. */
export class FarServers {
  readonly #lab: Lab;
  readonly #slow: SlowServers;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#slow = new SlowServers(lab);
  }

  /**
   * Sends what is asked in `work` to these servers only. It gets what puts Redis far away from
   * them, until that is disposed of.
   */
  async only<T>(
    names: readonly string[],
    work: (putFarAway: (milliseconds?: number) => Disposable) => Promise<T>,
  ): Promise<T> {
    const servers: SlowServer[] = [];
    for (const name of names) servers.push(await this.#slow.start(name));
    await using _alone = await showOnly(this.#lab, names, this.#lab.servers.first);
    return await work((milliseconds = FAR_MS) => {
      const slow = servers.map(({ line }) => line.slowDown(milliseconds));
      return {
        [Symbol.dispose]() {
          for (const each of slow) each[Symbol.dispose]();
        },
      };
    });
  }
}
