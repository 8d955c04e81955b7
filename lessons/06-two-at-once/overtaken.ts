import { setTimeout as wait } from "node:timers/promises";
import {
  aboutSessions,
  type Browser,
  expectThat,
  type RedisStore,
  type Response,
  type Scene,
  watchCommands,
} from "#harness";
import { StoreKeys } from "./store-keys.ts";
import type { Where } from "./tabs.ts";

/** After one of these a server has only looked; what comes next may change something. */
const looks = new Set(
  "get hget hmget hgetall lrange llen exists ttl pttl type watch unwatch".split(" "),
);
/** What is sent from here: the end of the session, and a look at all keys. */
const ours = new Set(["del", "scan"]);
const MOST_TRIES = 8;

export type Overtaken = {
  response: Response | null;
  /** What is in the store for her again; null: nothing. */
  revived: "her session" | "a cart" | null;
  /** By which command the server looked before it wrote; null: it did not look. */
  looked: string | null;
};

/**
 * Has a server answer a request, and ends the session while it does: after its first look at
 * the store, and before its next command. Where that is a look, too, it is overtaken after it.
 */
export async function endMeanwhile(
  scene: Scene,
  { store, far, servers }: Where,
  send: (alice: Browser) => Promise<Response>,
): Promise<Overtaken> {
  return far.only(servers, async (putFarAway) => {
    let reads = 1;
    let looked: string | null = null;
    for (let tries = 1; ; tries++) {
      const alice = scene.lab.browser("alice");
      const keys = await StoreKeys.signIn(scene, store, alice);
      using watch = await watchCommands(store);
      const sent = (from = 0, to?: number) =>
        aboutSessions(watch.commands.slice(from, to))
          .map(({ words: [name = ""] }) => name.toLowerCase())
          .filter((name) => !ours.has(name));
      using away = putFarAway();
      let isOver = false;
      // It may meet a task that is not done yet: here, only what the store holds counts.
      const sending = send(alice)
        .catch(() => null)
        .finally(() => {
          isOver = true;
        });
      while (sent().length < reads && !isOver) await wait(1);
      await keys.end();
      scene.note("the server has looked who she is; now her session ends in Redis");
      const ended = await watch.countNow();
      away[Symbol.dispose]();
      const response = await sending;
      await watch.countNow();
      const isLate = sent(0, ended)
        .slice(reads)
        .some((name) => !looks.has(name));
      const [next] = sent(ended);
      const looksAgain = next !== undefined && looks.has(next);
      if (!isLate && looksAgain) {
        reads++;
        looked = next.toUpperCase();
      }
      if (!isLate && !looksAgain && response?.status !== 503) {
        const hasCart = (await keys.added()).length > 0;
        const hasSession = (await keys.left()) !== -2;
        const revived = hasSession ? "her session" : hasCart ? "a cart" : null;
        return { response, revived, looked };
      }
      expectThat(tries < MOST_TRIES, "It could not be overtaken.", { slug: null });
      // On a busy machine it may take some tries; the record shows the last one.
      await scene.lab.beginAnew();
    }
  });
}
