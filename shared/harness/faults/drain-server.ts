import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

/** It keeps whom it has and takes nobody new, as far as the pick obeys. */
export async function drainServer(
  { servers }: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await servers.setState(name, "draining");
  return mending(() => markUp({ servers }, name));
}

/** The balancer takes a server for dead, though it is up: a false alarm. */
export async function loseServer(
  { servers }: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await servers.setState(name, "down");
  return mending(() => markUp({ servers }, name));
}

/**
 * The balancer sends every request to these servers; the others are up, and unseen.
 *
 * @param usual those that it sends requests to otherwise; without it, all
 */
export async function showOnly(
  { servers }: ServersOf,
  names: readonly string[],
  usual?: readonly string[],
): Promise<AsyncDisposable> {
  await servers.announce((name) => names.includes(name));
  return mending(() => servers.announce((name) => usual?.includes(name) ?? true));
}

// One that died meanwhile, or was removed, is not up.
async function markUp({ servers }: ServersOf, name: string): Promise<void> {
  if (servers.names.includes(name) && !servers.process(name).hasEnded) {
    await servers.setState(name, "up");
  }
}
