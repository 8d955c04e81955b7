import { balancerCalls, type OpenFrontend } from "../calls/balancer-calls.ts";
import { CALL_TIMEOUT_MS, type Called } from "../calls/server-calls.ts";
import type { Routing } from "../core/routing.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { PendingHops } from "./pending-hops.ts";

export type FrontendOptions = Omit<OpenFrontend, "frontend">;

/** One way through the balancer, with its own port, pick and servers. */
export class Frontend {
  readonly hops = new PendingHops();
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

  async open(options: FrontendOptions): Promise<void> {
    this.#port = await this.#process.askFairly(balancerCalls.open, {
      frontend: this.#name,
      ...options,
    });
  }

  async route(servers: Routing[]): Promise<void> {
    await this.#process.askFairly(balancerCalls.servers, {
      frontend: this.#name,
      servers,
    });
  }

  /** Makes the balancer close its connections to the servers, and open new ones. */
  async reconnect(): Promise<void> {
    await this.#process.askFairly(balancerCalls.reconnect, { frontend: this.#name });
  }

  /** Makes it pick as if it had just been opened: it forgets whose turn it was. */
  async forgetTurns(): Promise<void> {
    await this.#process.askFairly(balancerCalls.loadPick, { frontend: this.#name });
  }

  /** Makes another exported function of the learner's file pick from now on. */
  async usePick(name: string): Promise<void> {
    await this.#process.askFairly(balancerCalls.usePick, { frontend: this.#name, name });
  }

  /** Calls a function that the learner's pick exports, in the balancer's own process. */
  async call(name: string, args: unknown[]): Promise<Called> {
    const request = { frontend: this.#name, name, args };
    return this.#process.askFairly(balancerCalls.call, request, CALL_TIMEOUT_MS);
  }

  /** What the balancer printed last, such as where a learner's pick threw. */
  lastLines(most: number): readonly string[] {
    return this.#process.output.lines(most);
  }
}
