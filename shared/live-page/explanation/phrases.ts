import { capitalize } from "../../harness/core/capitalize.ts";
import { listOf } from "../../harness/core/list-of.ts";

/** "server A", "servers A and B", "no server". */
export function listServers(names: readonly string[]): string {
  if (names.length === 0) return "no server";
  return `server${names.length === 1 ? "" : "s"} ${listOf([...names].sort())}`;
}

/** A sentence for each reason, with the names of all that have it. */
export function byReason<T extends { name: string }>(
  all: readonly T[],
  reasonOf: (each: T) => string,
  sentence: (names: string, reason: string) => string,
): string[] {
  const reasons = [...new Set(all.map(reasonOf))];
  return reasons.map((reason) => {
    const names = all.filter((each) => reasonOf(each) === reason).map(({ name }) => name);
    return sentence(capitalize(listOf(names)), reason);
  });
}
