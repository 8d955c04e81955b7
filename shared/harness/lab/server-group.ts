import { hostCalls } from "../calls/call.ts";
import {
  CALL_TIMEOUT_MS,
  type Called,
  type LoadVersion,
  type ServerReport,
  serverCalls,
} from "../calls/server-calls.ts";
import { LabError } from "../core/errors.ts";
import type { ServerView } from "../core/pick.ts";
import type { Routing } from "../core/routing.ts";
import type { NodeProcess } from "../process/node-process.ts";
import { GroupTime } from "./group-time.ts";

/** A file that takes longer than this to load will never load. */
const LOAD_TIMEOUT_MS = 6_000;
type Server = {
  process: NodeProcess;
  /** One for each version, in the group's order. */
  ports: readonly number[];
  state: ServerView["state"];
};
/** Additions to a server's environment; null removes a variable. */
export type Additions = Readonly<Record<string, string | null>>;
/** What every server of a group runs, under its own name. */
export type ServerVersion = Omit<LoadVersion, "env"> & {
  /** Its environment when its files are loaded. */
  env: Promise<Readonly<Record<string, string>>>;
};
export type ServerGroupOptions = {
  /** Returns a process that has loaded nothing yet, for a server of this name. */
  takeProcess(name: string): Promise<NodeProcess>;
  versions: readonly ServerVersion[];
  /** Called after each change, with what the balancer must know about each version. */
  onChange(version: string, servers: Routing[]): Promise<void>;
};

/** The servers A, B, C…: real processes, started and ended by name. */
export class ServerGroup {
  readonly #options: ServerGroupOptions;
  readonly #servers = new Map<string, Server>();
  readonly #ending = new Set<string>();
  #first: readonly string[] = [];
  readonly #time = new GroupTime();

  constructor(options: ServerGroupOptions) {
    this.#options = options;
  }

  /** In alphabetical order, which is the order of the turns. */
  get names(): string[] {
    return [...this.#servers.keys()].sort();
  }

  /** The servers it started with, in the order of the turns. */
  get first(): readonly string[] {
    return this.#first;
  }

  /** The servers that are up or draining. */
  get alive(): string[] {
    return this.names.filter((name) => this.#servers.get(name)?.state !== "down");
  }

  stateOf(name: string): ServerView["state"] {
    return this.#find(name).state;
  }

  pid(name: string): number {
    return this.#find(name).process.pid;
  }

  process(name: string): NodeProcess {
    return this.#find(name).process;
  }

  /** Starts the first servers in parallel. */
  async startAll(count: number): Promise<void> {
    const names = Array.from({ length: count }, (_, at) => String.fromCharCode(65 + at));
    this.#first = names;
    // The alphabetical order is the order of the turns, no matter which is ready first.
    const started = await Promise.all(names.map((name) => this.#launch(name, {})));
    for (const [at, name] of names.entries()) {
      const server = started[at];
      if (server) this.#servers.set(name, server);
    }
    await this.announce();
  }

  /**
   * Starts a server, new or ended, with these additions to its environment (null removes
   * a variable).
   *
   * @throws {HostError} or {LabError} if its code does not load
   */
  async start(name: string, env: Additions = {}): Promise<void> {
    await this.#servers.get(name)?.process.kill();
    this.#servers.set(name, await this.#launch(name, env));
    await this.announce();
  }

  /** Asks a server to end, after the balancer knows; resolves when it has ended. */
  async stop(name: string): Promise<void> {
    await this.setState(name, "down");
    await this.endProcess(name, "stop");
  }

  /** Ends a server's process, with SIGKILL or by asking. Only the lab knows about it. */
  async endProcess(name: string, how: "kill" | "stop"): Promise<void> {
    this.#ending.add(name);
    await this.#find(name).process[how]();
  }

  /**
   * A server's report about itself.
   *
   * @throws {LabError} if it doesn't answer in time (ms), for example because it is
   *   frozen
   * @throws {HostError} if it answers anything else
   */
  async report(name: string, deadline: number): Promise<ServerReport> {
    return this.#find(name).process.ask(serverCalls.report, null, deadline);
  }

  /**
   * Waits for one full turn of a server's event loop.
   *
   * @throws {LabError} if that doesn't happen, for example because it is frozen
   */
  async turn(name: string): Promise<void> {
    await this.#find(name).process.ask(hostCalls.ping, null);
  }

  /** How far the servers' clocks are ahead of real time, in ms. */
  get ahead(): number {
    return this.#time.ahead;
  }

  /**
   * Lets this many ms pass for every running server, for those started later, and for a
   * frozen one when it is thawed.
   *
   * @throws {LabError} TIME_HELD if time is stopped
   */
  async passTime(milliseconds: number): Promise<void> {
    await this.#time.pass(milliseconds, this.#running);
  }

  /**
   * Stops time for every server; when undone, it continues.
   *
   * @throws {LabError} TIME_HELD if it is already stopped
   */
  async holdTime(): Promise<AsyncDisposable> {
    return this.#time.hold(() => this.#running);
  }

  /** Resumes a frozen process of this group, at the time it is by then. */
  async thaw(process: NodeProcess): Promise<void> {
    await this.#time.thaw(process);
  }

  get #running(): NodeProcess[] {
    // A frozen process couldn't confirm.
    return [...this.#servers.values()]
      .map(({ process }) => process)
      .filter((process) => !process.hasEnded && !process.isFrozen);
  }

  /** Calls a function that the files of a version export, in the server's own process. */
  async call(
    name: string,
    { version, exported, args }: { version: string; exported: string; args: unknown[] },
  ): Promise<Called> {
    const request = { version, name: exported, args };
    return this.#find(name).process.askFairly(serverCalls.call, request, CALL_TIMEOUT_MS);
  }

  /** Asks a server to end, and forgets it. */
  async remove(name: string): Promise<void> {
    await this.stop(name);
    this.#servers.delete(name);
    await this.announce();
  }

  /** Servers that ended although the lab didn't end them. */
  get fallen(): string[] {
    return this.names.filter(
      (name) => this.#find(name).process.hasEnded && !this.#ending.has(name),
    );
  }

  async #launch(name: string, env: Additions): Promise<Server> {
    const process = await this.#options.takeProcess(name);
    this.#ending.delete(name);
    try {
      const ports = await this.load(process, name, env);
      // Time might have passed while it loaded.
      await this.#time.tell(process);
      return { process, ports, state: "up" };
    } catch (error) {
      await process.kill();
      throw error;
    }
  }

  /** The files that every server runs, as URLs. */
  get files(): string[] {
    return this.#options.versions.flatMap(({ app, files }) => [
      app,
      ...Object.values(files),
    ]);
  }

  /**
   * Makes a process load every version; returns the ports, in the order of the versions.
   *
   * @throws {HostError} or {LabError} if the code does not load
   */
  async load(process: NodeProcess, name: string, env: Additions): Promise<number[]> {
    await this.#time.tell(process);
    const ports: number[] = [];
    // One after the other, because they share one environment.
    for (const version of this.#options.versions) {
      const environment = { ...(await version.env), ...env, SERVER_NAME: name };
      const request = { ...version, env: environment };
      ports.push(await process.askFairly(serverCalls.load, request, LOAD_TIMEOUT_MS));
    }
    return ports;
  }

  /** Sets a server's state as the balancer sees it from now on. */
  async setState(name: string, state: ServerView["state"]): Promise<void> {
    this.#find(name).state = state;
    await this.announce();
  }

  /** Tells the balancer about all servers, or only those that `shows` lets through. */
  async announce(shows: (name: string) => boolean = () => true): Promise<void> {
    const shown = this.names.filter(shows);
    const telling = this.#options.versions.map(({ version }, at) => {
      const routing = shown.map((name) => {
        const { ports, state } = this.#find(name);
        return { name, port: ports[at] ?? 0, state };
      });
      return this.#options.onChange(version, routing);
    });
    await Promise.all(telling);
  }

  #find(name: string): Server {
    const server = this.#servers.get(name);
    if (server) return server;
    throw new LabError("NO_SUCH_SERVER", `there is no server ${name}`, {
      hint: `the servers of this lab are ${this.names.join(", ")}`,
    });
  }
}
