import type { Routing } from "../core/routing.ts";
import type { OpenFront } from "../hosts/balancer-host.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { HopBook } from "./hop-book.ts";

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
    const message = { front: this.#name, ...options } satisfies OpenFront;
    this.#port = Number(await this.#process.ask("open", message));
  }

  async route(servers: Routing[]): Promise<void> {
    await this.#ask("servers", { servers });
  }

  /** Has the balancer close its connections to the servers, and open new ones. */
  async reconnect(): Promise<void> {
    await this.#ask("reconnect");
  }

  /** Has it decide as if it had just been opened: whose turn it was is forgotten. */
  async forgetTurns(): Promise<void> {
    await this.#ask("loadPicker");
  }

  /** Lets another exported function of the learner's file pick from now on. */
  async usePicker(name: string): Promise<void> {
    await this.#ask("usePicker", { name });
  }

  /** Calls a function that the learner's pick exports, in the balancer's own process. */
  async call(name: string, args: readonly unknown[]): Promise<unknown> {
    return this.#ask("call", { name, args }, 5_000);
  }

  /** What the balancer printed last: where a learner's pick threw, for one. */
  lastLines(most: number): readonly string[] {
    return this.#process.output.lines(most);
  }

  async #ask(what: string, more: object = {}, deadline?: number): Promise<unknown> {
    return this.#process.ask(what, { front: this.#name, ...more }, deadline);
  }
}
