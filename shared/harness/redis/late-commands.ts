import { setTimeout as wait } from "node:timers/promises";
import type { Response } from "../browser/response.ts";
import type { SlowServer, SlowServers } from "../faults/slow-servers.ts";
import type { Lab } from "../lab/lab.ts";
import { aboutSessions, watchCommands } from "./command-log.ts";
import { storeOf } from "./store-of.ts";

/** How far away the store is then: no response that waits for it can be this fast. */
export const AWAY_MS = 100;
/** After this many turns of a server's loop without a word to the store, it is silent. */
const QUIET_TURNS = 4;
const TURN_PAUSE_MS = 4;
/** We wait no longer than this for a server that never falls silent, in ms. */
const SILENCE_TIMEOUT_MS = 2_000;

/**
 * Makes a server that is far from the store answer, and finds the commands that reach the
 * store after the response: nothing has waited for these.
 *
 * @returns their names, each once, in order
 * @throws what the request throws, if no command came late
 */
export async function findLateCommands(
  { servers, time, redis }: Pick<Lab, "servers" | "time" | "redis">,
  distant: SlowServers,
  server: SlowServer,
  send: () => Promise<Response>,
): Promise<string[]> {
  const store = storeOf({ redis });
  for (let tries = 1; ; tries++) {
    using watch = await watchCommands(store);
    using _slow = server.line.slowDown(AWAY_MS);
    let failure: unknown = null;
    const response = await distant.only(server.name, send).catch((error: unknown) => {
      failure = error;
      return null;
    });
    const sentFromNow = async () => {
      const from = await watch.countNow();
      await fallSilent(server, () => servers.turn(server.name));
      return aboutSessions(watch.commands.slice(from, await watch.countNow()));
    };
    let sent = await sentFromNow();
    if (sent.length === 0) {
      // What the server has postponed with a timer is due then.
      await time.pass(2);
      sent = await sentFromNow();
    }
    // Once each: a command that an earlier request didn't wait for can come as late as
    // ours.
    const late = [...new Set(sent.map(({ words: [name = ""] }) => name.toUpperCase()))];
    // A command that was given up as too slow also comes late, although it was waited
    // for.
    if (response?.status !== 503) {
      // The request ran into a task that isn't done yet, maybe because nothing had
      // waited.
      if (late.length === 0 && failure !== null) throw failure;
      return late;
    }
    if (tries === 3) return [];
  }
}

/**
 * Waits until the store has received and answered everything a server has started to
 * send.
 */
async function fallSilent(
  { line: { messages } }: SlowServer,
  turn: () => Promise<void>,
): Promise<void> {
  const deadline = performance.now() + SILENCE_TIMEOUT_MS;
  let before = messages.sent;
  let quietTurns = 0;
  while (quietTurns < QUIET_TURNS && performance.now() < deadline) {
    // The reply to one command might trigger the next one.
    await wait(TURN_PAUSE_MS);
    await turn();
    const isQuiet = messages.held === 0 && messages.sent === before;
    quietTurns = isQuiet ? quietTurns + 1 : 0;
    before = messages.sent;
  }
}
