import {
  type Browser,
  type Command,
  eventually,
  expectThat,
  type Lab,
  type RedisStore,
  type Response,
  type Scene,
  type SlowServer,
  SlowServers,
  watchCommands,
} from "#harness";
import type { SessionKeys } from "./session-keys.ts";

/** After one of these a server has only looked; what comes next may change something. */
const looks = new Set(["get", "hget", "hmget", "hgetall", "exists", "ttl", "pttl"]);

/** Further servers beside the three, whose requests can be overtaken on their way to Redis. */
export class DistantServers extends SlowServers {
  readonly #store: RedisStore;
  readonly #keys: SessionKeys;

  constructor(lab: Lab, store: RedisStore, keys: SessionKeys) {
    super(lab);
    this.#store = store;
    this.#keys = keys;
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
      // In a transaction or a script nothing can come between a look and what follows it.
      const again =
        looks.has(next?.words[0]?.toLowerCase() ?? "") && !isAtOnce(watch.commands, next);
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
}

/** Whether a command belongs to a script, or to a transaction of its connection. */
function isAtOnce(commands: readonly Command[], one: Command | undefined): boolean {
  if (one === undefined) return false;
  if (one.source === "lua") return true;
  const before = commands.slice(0, commands.indexOf(one));
  const brackets = before
    .filter(({ source }) => source === one.source)
    .map(({ words: [name = ""] }) => name.toLowerCase())
    .filter((name) => ["multi", "exec", "discard"].includes(name));
  return brackets.at(-1) === "multi";
}
