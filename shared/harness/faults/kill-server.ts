import type { Lab } from "../lab/lab.ts";
import { mending, type Note } from "./fault.ts";

/** The part of a lab that server faults need. */
export type ServersOf = Pick<Lab, "servers">;

/** A power cut. The balancer knows before this resolves. Undone by a restart. */
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

/** A power cut that the balancer discovers only by trying. Undone by a restart. */
export async function killUnnoticed(
  lab: ServersOf,
  name: string,
): Promise<AsyncDisposable> {
  await lab.servers.endProcess(name, "kill");
  return mending(() => startAgain(lab, name));
}

// In the meantime, a check might have started or removed it.
async function startAgain({ servers }: ServersOf, name: string): Promise<void> {
  if (servers.names.includes(name) && servers.process(name).hasEnded) {
    await servers.start(name);
  }
}
