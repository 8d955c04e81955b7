import {
  type Browser,
  eventually,
  expect,
  expectThat,
  type Lab,
  type RedisStore,
  type Response,
  type Scene,
  showOnly,
} from "#harness";
import { watchCommands } from "./command-log.ts";
import type { SessionKeys } from "./session-keys.ts";

type SlowLine = Awaited<ReturnType<Lab["openSlowLine"]>>;
type Environment = Readonly<Record<string, string>>;
/** A further server, by its name, and its way to Redis. */
export type SlowServer = { name: string; line: SlowLine };

/** After one of these a server has only looked; what comes next may change something. */
const looks = new Set(["get", "hget", "hmget", "hgetall", "exists", "ttl", "pttl"]);

/** Further servers beside the three, to which Redis can be put far away. */
export class DistantServers {
  readonly #lab: Lab;
  readonly #store: RedisStore;
  readonly #keys: SessionKeys;
  readonly #started = new Map<string, Promise<SlowLine>>();

  constructor(lab: Lab, store: RedisStore, keys: SessionKeys) {
    this.#lab = lab;
    this.#store = store;
    this.#keys = keys;
  }

  /** Sends what is asked in it to one server only, and then to the three again. */
  async only<T>(name: string, ask: () => Promise<T>): Promise<T> {
    await using _alone = await showOnly(this.#lab, [name], this.#lab.servers.first);
    return await ask();
  }

  /**
   * Starts one, once; nobody is sent to it until `only` names it. Its connection is open
   * when this resolves, and how many sign-ins that took is left out of the record: a check
   * begins with it.
   */
  async start(name: string, env: Environment): Promise<SlowServer> {
    const started = this.#started.get(name) ?? this.#start(name, env);
    this.#started.set(name, started);
    return { name, line: await started };
  }

  /**
   * Has a slow server answer a request, and ends the session while it does: after its read,
   * and before its next command. A server that looks again is overtaken after that look.
   */
  async endMeanwhile(
    scene: Scene,
    server: SlowServer,
    send: (alice: Browser) => Promise<Response>,
  ) {
    let reads = 1;
    /** By which command it looked whether the session was still there. */
    let looked: string | null = null;
    for (let tries = 1; ; tries++) {
      const alice = scene.lab.browser("alice");
      const { key } = await this.#keys.signIn(scene, alice);
      using watch = await watchCommands(this.#store);
      const naming = (from: number) =>
        watch.commands.slice(from).filter(({ words }) => words.includes(key));
      using slow = server.line.slowDown(50);
      // It may meet a task that is not done yet: here, only what the store holds counts.
      const sending = this.only(server.name, () => send(alice)).catch(() => null);
      await eventually(() => {
        expectThat(naming(0).length >= reads, "The session was not read in Redis.");
      });
      await this.#keys.end(key);
      scene.note(`server ${server.name} has read her session; now it ends in Redis`);
      const ended = await watch.countNow();
      slow[Symbol.dispose]();
      const response = await sending;
      await watch.countNow();
      const [next] = naming(ended);
      const again = looks.has(next?.words[0]?.toLowerCase() ?? "");
      if (again) {
        reads++;
        looked = next?.words[0]?.toUpperCase() ?? null;
      }
      const tooSlow = response?.status === 503;
      if ((next && !again && !tooSlow) || tries === 4) {
        const revived = await this.#keys.exists(key);
        const opens =
          revived && (await alice.get("/me").catch(() => null))?.status === 200;
        return { response, revived, opens, looked, late: next !== undefined };
      }
      // On a busy machine it may take some tries; the record shows the last one.
      await scene.lab.beginAnew();
    }
  }

  async #start(name: string, env: Environment): Promise<SlowLine> {
    const lab = this.#lab;
    const line = await lab.openSlowLine();
    await lab.servers.start(name, { ...env, REDIS_URL: line.url });
    await this.only(name, () =>
      eventually(async () => {
        const response = await lab.browser("alice").signIn();
        expect(response).success(`Nobody can sign in on server ${name}.`);
      }),
    );
    await lab.beginAnew();
    return line;
  }
}
