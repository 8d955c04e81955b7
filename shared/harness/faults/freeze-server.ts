import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

/**
 * SIGSTOP: it keeps its connections, and says nothing more. The balancer learns of it only
 * by waiting. Undone by SIGCONT: then it lives at the same time as the others (GroupTime.thaw
 * sees to that).
 */
export function freezeServer({ servers }: ServersOf, name: string): AsyncDisposable {
  // The process that was frozen, whatever has this name by then.
  const process = servers.process(name);
  process.freeze();
  return mending(() => servers.thaw(process));
}
