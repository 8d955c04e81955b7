import { clockCalls } from "../calls/server-calls.ts";
import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

const RESPONSE_TIMEOUT_MS = 5_000;

/**
 * A server's clock stands at a time (since 1970, in ms), and its Math.random gives one
 * series from its start: at the same time, the same as before. Undone by both going on.
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
