import { setTimeout as wait } from "node:timers/promises";
import type { RedisStore, Response } from "#harness";
import { aboutSessions, watchCommands } from "./command-log.ts";
import type { DistantServers, SlowServer } from "./distant-server.ts";

/** How far away the store is then: no response that waits for it can be as fast as that. */
export const AWAY_MS = 150;

/**
 * Has a server that is far from the store answer, and finds the commands that reach the store
 * after the response: nothing has waited for these.
 *
 * @returns their names, each once, in their order
 * @throws what the request throws, if none came late
 */
export async function findLate(
  store: RedisStore,
  distant: DistantServers,
  server: SlowServer,
  send: () => Promise<Response>,
): Promise<string[]> {
  for (let tries = 1; ; tries++) {
    using watch = await watchCommands(store);
    using _slow = server.line.slowDown(AWAY_MS);
    let failure: unknown = null;
    const response = await distant.only(server.name, send).catch((error: unknown) => {
      failure = error;
      return null;
    });
    const answered = await watch.countNow();
    // That nothing more comes can only be waited for.
    await wait(2 * AWAY_MS);
    const count = await watch.countNow();
    const sent = aboutSessions(watch.commands.slice(answered, count));
    // Once each: one that an earlier request did not wait for may come as late as ours.
    const late = [...new Set(sent.map(({ words: [name = ""] }) => name.toUpperCase()))];
    // A command that was given up as too slow comes late, too, though it was waited for.
    if (response?.status !== 503) {
      // It met a task that is not done yet, maybe because nothing had waited.
      if (late.length === 0 && failure !== null) throw failure;
      return late;
    }
    if (tries === 3) return [];
  }
}
