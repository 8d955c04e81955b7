import type { Response } from "../browser/response.ts";
import { expect } from "../check/expect.ts";
import { eventually } from "../core/eventually.ts";
import type { Lab } from "../lab/lab.ts";
import { showOnly } from "./drain-server.ts";
import type { SlowLine } from "./slow-line.ts";

type Environment = Readonly<Record<string, string>>;
/** An extra server: its name, and its line to Redis. */
export type SlowServer = { name: string; line: SlowLine };

/** Extra servers, alongside the first ones, whose Redis can be put far away. */
export class SlowServers {
  readonly #lab: Lab;
  readonly #started = new Map<string, Promise<SlowLine>>();

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /**
   * Sends everything requested inside it to one server only, then back to the first ones.
   */
  async only<T>(name: string, ask: () => Promise<T>): Promise<T> {
    await using _alone = await showOnly(this.#lab, [name], this.#lab.servers.first);
    return await ask();
  }

  /**
   * Starts an extra server, once; no one is sent to it until `only` names it. When this
   * resolves, its connection is open, and the sign-ins that took are not in the record: a
   * check begins here.
   */
  async start(name: string, env: Environment = {}): Promise<SlowServer> {
    const started = this.#started.get(name) ?? this.#start(name, env);
    this.#started.set(name, started);
    return { name, line: await started };
  }

  async #start(name: string, env: Environment): Promise<SlowLine> {
    const lab = this.#lab;
    const line = await lab.openSlowLine();
    await lab.servers.start(name, { ...env, REDIS_URL: line.url });
    await this.only(name, () =>
      eventually(async () => {
        const response: Response = await lab.browser("alice").signIn();
        expect(response).success(`Nobody can sign in on server ${name}.`);
      }),
    );
    await lab.beginAnew();
    return line;
  }
}
