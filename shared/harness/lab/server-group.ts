import { LabError } from "../core/errors.ts";
import type { ServerView } from "../core/pick.ts";
import type { LoadServer } from "../hosts/server-host.ts";
import { HostError } from "../process/host-error.ts";
import type { NodeProcess } from "../process/node-process.ts";
import type { WarmStage } from "./warm-stage.ts";

/** A file that takes longer than this to load is not going to be loaded. */
const LOADS_WITHIN_MILLISECONDS = 6_000;
const CLOCK_WITHIN_MILLISECONDS = 5_000;

type Server = { process: NodeProcess; port: number; state: ServerView["state"] };
type Additions = Readonly<Record<string, string | null>>;
export type ServerFiles = Omit<LoadServer, "env">;
export type Routing = ServerView & { port: number };

export type ServerGroupOptions = {
  /** Where the processes come from. */
  stage: WarmStage;
  files: ServerFiles;
  /** What every server finds in its environment when its files are loaded. */
  env: Promise<Record<string, string>>;
  /** Called after each change, with what the balancer must know. */
  onChange(servers: Routing[]): Promise<void>;
};

/** The servers A, B, C…: real processes, started and ended by name. */
export class ServerGroup implements AsyncDisposable {
  readonly #options: ServerGroupOptions;
  readonly #servers = new Map<string, Server>();
  readonly #ending = new Set<string>();
  #trial: NodeProcess | null = null;

  constructor(options: ServerGroupOptions) {
    this.#options = options;
  }

  get names(): string[] {
    return [...this.#servers.keys()];
  }

  /** The servers that are up or draining. */
  get alive(): string[] {
    return this.names.filter((name) => this.#servers.get(name)?.state !== "down");
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
   * Whether a server, started like this, ends or throws before it serves anybody. The
   * balancer never hears of it. After a throw its process serves the next trial, in which
   * the file is loaded anew: that saves a start.
   */
  async refusesToStart(name: string, env: Additions): Promise<boolean> {
    const { stage } = this.#options;
    if (this.#trial?.hasEnded !== false) this.#trial = await stage.takeServer(name);
    const trial = this.#trial;
    try {
      await this.#load(trial, name, env);
    } catch (error) {
      if (!(error instanceof HostError)) await trial.kill();
      return true;
    }
    await trial.kill();
    return false;
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
    await this.#options.onChange(
      this.#routing().filter(({ name }) => names.includes(name)),
    );
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
    const process = await this.#options.stage.takeServer(name);
    this.#ending.delete(name);
    try {
      return { process, port: await this.#load(process, name, env), state: "up" };
    } catch (error) {
      await process.kill();
      throw error;
    }
  }

  async #load(process: NodeProcess, name: string, env: Additions): Promise<number> {
    const message = {
      ...this.#options.files,
      env: { ...(await this.#options.env), ...env, SERVER_NAME: name },
    } satisfies LoadServer;
    return Number(await process.ask("load", message, LOADS_WITHIN_MILLISECONDS));
  }

  async #setState(name: string, state: ServerView["state"]): Promise<void> {
    this.#find(name).state = state;
    await this.#announce();
  }

  #routing(): Routing[] {
    return [...this.#servers].map(([name, { port, state }]) => ({ name, port, state }));
  }

  async #announce(): Promise<void> {
    await this.#options.onChange(this.#routing());
  }

  #find(name: string): Server {
    const server = this.#servers.get(name);
    if (server) return server;
    throw new LabError("NO_SUCH_SERVER", `there is no server ${name}`, {
      hint: `the servers of this lab are ${this.names.join(", ")}`,
    });
  }
}
