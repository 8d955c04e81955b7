import { FIRST_SERVERS } from "./servers.ts";
import type { World } from "./world.ts";

/** Everything as it was at first: new processes that remember nothing, and new browsers. */
export async function beginAnew(world: World): Promise<string> {
  const { columns, scenario, servers, store, traffic, record } = world;
  await Promise.all([servers.beginAnew(), store.restart()]);
  // One server is the first in all columns: to kill it is to kill it for all.
  await Promise.all(columns.map((column) => column.beginAnew()));
  scenario.beginAnew();
  traffic.beginAnew();
  record.add({ kind: "event", text: "everything begins anew" });
  return `${FIRST_SERVERS} new servers, an empty Redis, new browsers. ${FIRST_WORDS}`;
}

/** What to do at the beginning. */
export const FIRST_WORDS = "Send the next request: Alice signs in, in all four.";
