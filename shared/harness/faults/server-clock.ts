import { clockCalls } from "../calls/server-calls.ts";
import { mending } from "./fault.ts";
import type { ServersOf } from "./kill-server.ts";

const CLOCK_TIMEOUT_MS = 5_000;

/** One server's clock, under the lab's control. It is right again when disposed of. */
export type ServerClock = AsyncDisposable & {
  /** Moves it ahead by this many ms. Code that counts with timers notices nothing. */
  advance(milliseconds: number): Promise<void>;
};

/** Takes control of a server's clock, so no one has to wait for a lifetime to end. */
export function takeClock({ servers }: ServersOf, name: string): ServerClock {
  const process = servers.process(name);
  let ahead = 0;
  const move = async (milliseconds: number) => {
    await process.ask(clockCalls.moveClock, milliseconds, CLOCK_TIMEOUT_MS);
    ahead += milliseconds;
  };
  const back = mending(async () => {
    if (!process.hasEnded) await move(-ahead);
  });
  return { advance: move, [Symbol.asyncDispose]: () => back[Symbol.asyncDispose]() };
}
