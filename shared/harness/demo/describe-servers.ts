import type { Lab } from "../lab/lab.ts";

/** The servers of a lab, with their process ids: "A (pid 1), B (pid 2)". */
export function describeServers({ servers }: Lab): string {
  return servers.names.map((name) => `${name} (pid ${servers.pid(name)})`).join(", ");
}
