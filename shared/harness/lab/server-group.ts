import { readFileSync } from "node:fs";
import { isSilence, LabError } from "../core/errors.ts";
import type { ServerView } from "../core/pick.ts";
import type { Routing } from "../core/routing.ts";
import type { LoadVersion } from "../hosts/server-host.ts";
import { HostError } from "../process/host-error.ts";
import type { NodeProcess } from "../process/node-process.ts";

/** A file that takes longer than this to load is not going to be loaded. */
const LOADS_WITHIN_MILLISECONDS = 6_000;
const CLOCK_WITHIN_MILLISECONDS = 5_000;

type Server = {
  process: NodeProcess;
  /** One for each version, in the order of the group's. */
  ports: readonly number[];
  state: ServerView["state"];
};
type Additions = Readonly<Record<string, string | null>>;
/** What every server of a group runs, under a name of its own. */
export type ServerVersion = Omit<LoadVersion, "env"> & {
  /** What it finds in its environment when its files are loaded. */
  env: Promise<Readonly<Record<string, string>>>;
};
/** "refused": it threw or ended before it served; "hangs": it did neither in time. */
export type Trial = "serves" | "refused" | "hangs";

export type ServerGroupOptions = {
  /** Gives a process that has loaded nothing yet, for a server of this name. */
  takeProcess(name: string): Promise<NodeProcess>;
  versions: readonly ServerVersion[];
  /** Called after each change, with what the balancer must know of each version. */
  onChange(version: string, servers: Routing[]): Promise<void>;
};

// What is only the type of a file loads nothing.
const importedFile = /(?<!typeof import\()["']\.{1,2}\//;

/** The servers A, B, C…: real processes, started and ended by name. */
export class ServerGroup implements AsyncDisposable {
  readonly #options: ServerGroupOptions;
  readonly #servers = new Map<string, Server>();
  readonly #ending = new Set<string>();
  /** The process of the last trial, if the next one can be made in it. */
  #trial: NodeProcess | null = null;

  constructor(options: ServerGroupOptions) {
    this.#options = options;
  }

  /** In the order of their letters, which is that of the turns. */
  get names(): string[] {
    return [...this.#servers.keys()].sort();
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

  /** Starts the first servers side by side. */
  async startAll(count: number): Promise<void> {
    const names = Array.from({ length: count }, (_, at) => String.fromCharCode(65 + at));
    // The order of the letters is the order of the turns, whoever is ready first.
    const started = await Promise.all(names.map((name) => this.#launch(name, {})));
    for (const [at, name] of names.entries()) {
      const server = started[at];
      if (server) this.#servers.set(name, server);
    }
    await this.#announce();
  }

  /**
   * Starts a server, new or ended, with these additions to its environment (null: taken
   * out of it).
   *
   * @throws {HostError} or {LabError} if its code does not load
   */
  async start(name: string, env: Additions = {}): Promise<void> {
    await this.#servers.get(name)?.process.kill();
    this.#servers.set(name, await this.#launch(name, env));
    await this.#announce();
  }

  /**
   * What comes of starting a server with these additions to its environment, in a process
   * that has loaded nothing and serves nobody. The balancer never hears of it.
   */
  async tryToStart(name: string, env: Additions): Promise<Trial> {
    const trial = this.#trial ?? (await this.#options.takeProcess(name));
    this.#trial = null;
    try {
      await this.#load(trial, name, env);
    } catch (error) {
      // One file that threw is loaded anew at the next try, which saves a start. Files that
      // it imports would not be: what they threw is thrown again.
      if (error instanceof HostError && !this.#importsFiles()) this.#trial = trial;
      else await trial.kill();
      return isSilence(error) ? "hangs" : "refused";
    }
    await trial.kill();
    return "serves";
  }

  #importsFiles(): boolean {
    const own = this.#options.versions.flatMap(({ app, files }) => [
      app,
      ...Object.values(files),
    ]);
    return own.some((file) => importedFile.test(readFileSync(new URL(file), "utf8")));
  }

  /** A power cut. The balancer knows of it before this resolves. */
  async kill(name: string): Promise<void> {
    this.#ending.add(name);
    await this.#find(name).process.kill();
    await this.#setState(name, "down");
  }

  /** A power cut of which the balancer learns only by trying. */
  async killUnnoticed(name: string): Promise<void> {
    this.#ending.add(name);
    await this.#find(name).process.kill();
  }

  async stop(name: string): Promise<void> {
    this.#ending.add(name);
    await this.#setState(name, "down");
    await this.#find(name).process.stop();
  }

  freeze(name: string): void {
    this.#find(name).process.freeze();
  }

  thaw(name: string): void {
    this.#find(name).process.thaw();
  }

  /**
   * Puts the clock of one server ahead, so that nobody has to wait for a life to end. Code
   * that counts by timers notices nothing.
   */
  async moveClock(name: string, milliseconds: number): Promise<void> {
    await this.#find(name).process.ask(
      "moveClock",
      milliseconds,
      CLOCK_WITHIN_MILLISECONDS,
    );
  }

  /**
   * Does something while a server's clock stands at a time (since 1970, in ms) and its
   * Math.random gives one series from its start: at the same time, the same as before.
   */
  async withChanceOf<T>(name: string, time: number, work: () => Promise<T>): Promise<T> {
    const { process } = this.#find(name);
    await process.ask("repeatChance", time, CLOCK_WITHIN_MILLISECONDS);
    try {
      return await work();
    } finally {
      await process.ask("releaseChance", null, CLOCK_WITHIN_MILLISECONDS);
    }
  }

  /**
   * What a server tells of itself: a ServerReport, if nothing else in it pretends to be one.
   *
   * @throws {LabError} if it says nothing in time (ms), as a frozen one
   */
  async report(name: string, deadline: number): Promise<unknown> {
    return this.#find(name).process.ask("report", null, deadline);
  }

  /** Asks a server to end, and forgets it. */
  async remove(name: string): Promise<void> {
    await this.stop(name);
    this.#servers.delete(name);
    await this.#announce();
  }

  /** From now on it keeps whom it has and takes nobody new, as far as the pick obeys. */
  async drain(name: string): Promise<void> {
    await this.#setState(name, "draining");
  }

  /** A false alarm: the balancer takes it for dead, though it is up. */
  async markDown(name: string): Promise<void> {
    await this.#setState(name, "down");
  }

  /** Ends a drain or a false alarm. */
  async markUp(name: string): Promise<void> {
    await this.#setState(name, "up");
  }

  /** Sends every request to these servers only; the others stay up, but out of sight. */
  async showOnly(names: readonly string[]): Promise<void> {
    await this.#announce((name) => names.includes(name));
  }

  async showAll(): Promise<void> {
    await this.#announce();
  }

  /** Servers that ended though nobody in the lab ended them. */
  get fallen(): string[] {
    return this.names.filter(
      (name) => this.#find(name).process.hasEnded && !this.#ending.has(name),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const processes = [...this.#servers.values()].map((server) => server.process);
    await Promise.all([...processes, this.#trial].map((each) => each?.kill()));
  }

  async #launch(name: string, env: Additions): Promise<Server> {
    const process = await this.#options.takeProcess(name);
    this.#ending.delete(name);
    try {
      const ports = await this.#load(process, name, env);
      return { process, ports, state: "up" };
    } catch (error) {
      await process.kill();
      throw error;
    }
  }

  async #load(process: NodeProcess, name: string, env: Additions): Promise<number[]> {
    const ports: number[] = [];
    // One after the other: they share one environment.
    for (const version of this.#options.versions) {
      const environment = { ...(await version.env), ...env, SERVER_NAME: name };
      const message = { ...version, env: environment } satisfies LoadVersion;
      ports.push(Number(await process.ask("load", message, LOADS_WITHIN_MILLISECONDS)));
    }
    return ports;
  }

  async #setState(name: string, state: ServerView["state"]): Promise<void> {
    this.#find(name).state = state;
    await this.#announce();
  }

  async #announce(shows: (name: string) => boolean = () => true): Promise<void> {
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
