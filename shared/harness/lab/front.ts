import { balancerCalls, type OpenFront } from "../calls/balancer-calls.ts";
import type { Called } from "../calls/server-calls.ts";
import type { Routing } from "../core/routing.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { HopBook } from "./hop-book.ts";

/** A function of the learner's that takes longer is not going to return. */
const CALL_TIMEOUT_MS = 5_000;

export type FrontOptions = Omit<OpenFront, "front">;

/** One way through the balancer: a port, a pick and servers of its own. */
export class Front {
  readonly hops = new HopBook();
  readonly #process: NodeProcess;
  readonly #name: string;
  #port = 0;

  constructor(process: NodeProcess, name: string) {
    this.#process = process;
    this.#name = name;
  }

  get hasEnded(): boolean {
    return this.#process.hasEnded;
  }

  /** Its port on 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  async open(options: FrontOptions): Promise<void> {
    this.#port = await this.#process.ask(balancerCalls.open, {
      front: this.#name,
      ...options,
    });
  }

  async route(servers: Routing[]): Promise<void> {
    await this.#process.ask(balancerCalls.servers, { front: this.#name, servers });
  }

  /** Has the balancer close its connections to the servers, and open new ones. */
  async reconnect(): Promise<void> {
    await this.#process.ask(balancerCalls.reconnect, { front: this.#name });
  }

  /** Has it decide as if it had just been opened: whose turn it was is forgotten. */
  async forgetTurns(): Promise<void> {
    await this.#process.ask(balancerCalls.loadPick, { front: this.#name });
  }

  /** Lets another exported function of the learner's file pick from now on. */
  async usePick(name: string): Promise<void> {
    await this.#process.ask(balancerCalls.usePick, { front: this.#name, name });
  }

  /** Calls a function that the learner's pick exports, in the balancer's own process. */
  async call(name: string, args: unknown[]): Promise<Called> {
    const request = { front: this.#name, name, args };
    return this.#process.ask(balancerCalls.call, request, CALL_TIMEOUT_MS);
  }

  /** What the balancer printed last: where a learner's pick threw, for one. */
  lastLines(most: number): readonly string[] {
    return this.#process.output.lines(most);
  }
}
