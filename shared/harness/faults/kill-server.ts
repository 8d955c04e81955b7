import type { Lab } from "../lab/lab.ts";
import { mending, type Note } from "./fault.ts";

/** What of a lab its servers' faults need. */
export type ServersOf = Pick<Lab, "servers">;

/** A power cut. The balancer knows of it before this resolves. Undone by a new start. */
export async function killServer(
  lab: ServersOf,
  name: string,
  note?: Note,
): Promise<AsyncDisposable> {
  const { servers } = lab;
  note?.(`SIGKILL → server ${name} (pid ${servers.pid(name)})`);
  await servers.endProcess(name, "kill");
  await servers.setState(name, "down");
  return mending(() => startAgain(lab, name));
}

/** A power cut of which the balancer learns only by trying. Undone by a new start. */
export async function killUnnoticed(
  lab: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await lab.servers.endProcess(name, "kill");
  return mending(() => startAgain(lab, name));
}

// A check may have started it, or removed it, meanwhile.
async function startAgain({ servers }: ServersOf, name: string): Promise<void> {
  if (servers.names.includes(name) && servers.process(name).hasEnded) {
    await servers.start(name);
  }
}
