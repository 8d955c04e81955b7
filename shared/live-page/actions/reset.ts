import type { Context } from "../state/context.ts";
import { FIRST_SERVERS } from "../state/servers.ts";

/** What to do at the beginning. */
export const FIRST_WORDS = "Send the next request: Alice signs in, in all four columns.";

/**
 * Everything as it was at first: new processes that remember nothing, new browsers, and no
 * traffic.
 *
 * @throws {LabError} if the machine can't start them; what could be started is there
 */
export async function beginAnew(context: Context): Promise<string> {
  const { columns, scenario, servers, store, traffic, record } = context;
  await traffic.stop();
  const starting = [servers.beginAnew(), store.restart()];
  // Before the next action, all of it must have come to an end.
  await Promise.allSettled(starting);
  // One server is the first in all columns: to kill it is to kill it for all.
  await Promise.all(columns.map((column) => column.beginAnew()));
  scenario.beginAnew();
  await Promise.all(starting);
  record.add({ kind: "event", text: "everything starts over" });
  return `${FIRST_SERVERS} new servers, an empty Redis, new browsers. ${FIRST_WORDS}`;
}
