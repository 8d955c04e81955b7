import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { RequestListener, ServerResponse } from "node:http";
import { STORE_CALLS_HEADER } from "../core/hop-header.ts";

const callsOfRequest = new AsyncLocalStorage<string[]>();

// The commands that open a connection. They come with whichever request happens to be
// first.
const opening = new Set(["AUTH", "CLIENT", "HELLO", "INFO", "SELECT"]);

// ioredis announces each command on this channel, so the learner's code is observed
// without a hook in it. Other clients aren't observed, so no check may depend on this.
subscribe("tracing:ioredis:command:start", (message) => {
  const { command } = message as { command?: unknown };
  if (typeof command !== "string" || opening.has(command.toUpperCase())) return;
  callsOfRequest.getStore()?.push(command.toUpperCase());
});

/** Gives each request its own record, and sends the record with the answer. */
export function observeStoreCalls(listener: RequestListener): RequestListener {
  return (req, res) => {
    const calls: string[] = [];
    announceBeforeEnd(res, calls);
    callsOfRequest.run(calls, () => listener(req, res));
  };
}

function announceBeforeEnd(res: ServerResponse, calls: readonly string[]): void {
  const end = res.end;
  res.end = ((...args: unknown[]) => {
    if (!res.headersSent && calls.length > 0) {
      res.setHeader(STORE_CALLS_HEADER, calls.join(","));
    }
    return Reflect.apply(end, res, args);
  }) as typeof end;
}
