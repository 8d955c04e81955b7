import type { RedisDefinition } from "../core/lab-definition.ts";
import type { DisposalStack } from "../lab/disposal-stack.ts";
import type { RedisAccess } from "../lab/environment.ts";
import type { RedisStore } from "./redis-store.ts";

/**
 * How the servers reach Redis: directly, or over a line that delays each message as long
 * as the lesson says.
 *
 * @param ownPrefix what the keys begin with, after the prefix of the run
 */
export async function accessTo(
  { url, prefix }: RedisStore,
  { delay = 0 }: RedisDefinition,
  { ownPrefix, disposals }: { ownPrefix: string; disposals: DisposalStack },
): Promise<RedisAccess> {
  const access = { url, prefix: `${prefix}${ownPrefix}` };
  if (delay === 0) return access;
  // Loaded here, because most labs have no such line.
  const { openSlowLine } = await import("../faults/slow-line.ts");
  const line = disposals.use(await openSlowLine(url));
  line.slowDown(delay);
  return { ...access, url: line.url };
}
