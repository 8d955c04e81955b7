import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

/** The server keeps its users and takes no new ones, as far as the pick obeys. */
export async function drainServer(
  { servers }: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await servers.setState(name, "draining");
  return mending(() => markUp({ servers }, name));
}

/** The balancer believes a server is dead, though it is up: a false alarm. */
export async function loseServer(
  { servers }: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await servers.setState(name, "down");
  return mending(() => markUp({ servers }, name));
}

/**
 * The balancer sends every request to these servers; the others are up, but hidden.
 *
 * @param usual the servers it uses otherwise; without it, all of them
 */
export async function showOnly(
  { servers }: ServersOf,
  names: readonly string[],
  usual?: readonly string[],
): Promise<AsyncDisposable> {
  await servers.announce((name) => names.includes(name));
  return mending(() => servers.announce((name) => usual?.includes(name) ?? true));
}

// A server that died in the meantime, or was removed, isn't up.
async function markUp({ servers }: ServersOf, name: string): Promise<void> {
  if (servers.names.includes(name) && !servers.process(name).hasEnded) {
    await servers.setState(name, "up");
  }
}
