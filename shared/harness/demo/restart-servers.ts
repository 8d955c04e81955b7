import type { Lab } from "../lab/lab.ts";
import { describeServers } from "./describe-servers.ts";

/** Restarts every server, one after the other, with this added to its environment. */
export async function restartServers(
  lab: Lab,
  note: (text: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const name of lab.servers.names) await lab.servers.start(name, env);
  note(`every server was restarted: ${describeServers(lab)}`);
}
