import { clockCalls } from "../calls/server-calls.ts";
import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

const RESPONSE_TIMEOUT_MS = 5_000;

/**
 * Stops a server's clock at a time (since 1970, in ms), and starts its Math.random at the
 * beginning of one series: the same time always gives the same numbers. When undone, both
 * are real again.
 */
export async function repeatRandomness(
  { servers }: ServersOf,
  name: string,
  time: number,
): Promise<AsyncDisposable> {
  const process = servers.process(name);
  await process.ask(clockCalls.repeatRandomness, time, RESPONSE_TIMEOUT_MS);
  return mending(async () => {
    await process.ask(clockCalls.releaseRandomness, null, RESPONSE_TIMEOUT_MS);
  });
}
