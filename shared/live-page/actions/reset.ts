import type { Context } from "../state/context.ts";
import { FIRST_SERVERS } from "../state/servers.ts";

/** What to do first. */
export const FIRST_WORDS = "Send the next request: Alice signs in, in all four columns.";

/**
 * Resets everything: new processes that remember nothing, new browsers, and no traffic.
 *
 * @throws {LabError} if the machine can't start them; those that could be started are
 *   there
 */
export async function beginAnew(context: Context): Promise<string> {
  const { columns, scenario, servers, store, traffic, record } = context;
  await traffic.stop();
  const starting = [servers.beginAnew(), store.restart()];
  // All of these must be over before the next action.
  await Promise.allSettled(starting);
  // The same server is first in all columns, so killing it kills it for all.
  await Promise.all(columns.map((column) => column.beginAnew()));
  scenario.beginAnew();
  await Promise.all(starting);
  record.add({ kind: "event", text: "everything starts over" });
  return `${FIRST_SERVERS} new servers, an empty Redis, new browsers. ${FIRST_WORDS}`;
}
