import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

/**
 * SIGSTOP: the server keeps its connections but says nothing more. The balancer finds out
 * only by waiting. SIGCONT undoes it, and then the server has the same time as the others
 * (GroupTime.thaw makes sure of that).
 */
export function freezeServer({ servers }: ServersOf, name: string): AsyncDisposable {
  // The process that was frozen, no matter which process has this name by then.
  const process = servers.process(name);
  process.freeze();
  return mending(() => servers.thaw(process));
}
