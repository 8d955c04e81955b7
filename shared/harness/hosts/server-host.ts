import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createShop, type Sessions } from "#app";
import { moveClock } from "./clock.ts";
import { serveParent } from "./host.ts";
import { observeStoreCalls } from "./store-calls.ts";

/** Which files one server runs: the lesson's sessions in our shop, or a shop of its own. */
export type LoadServer = {
  sessions: string;
  /** "Make it yours": a server.ts that takes the place of the shop. */
  server: string | null;
  /** What it must find in its environment; null: what must not be there. */
  env: Record<string, string | null>;
};

export type CallFunction = { name: string; args: readonly unknown[] };

const needed = ["signIn", "whoIs", "save", "signOut"] as const;
let server: Server | undefined;
let answer: Record<string, unknown> = {};
let loads = 0;

async function load({ sessions, server: own, env }: LoadServer): Promise<number> {
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  // A module that threw stays broken under its name, so another try needs another one.
  answer = await import(`${own ?? sessions}${loads++ === 0 ? "" : `?load=${loads}`}`);
  server = createServer(observeStoreCalls(own ? ownShop(own) : lessonShop(sessions)));
  // The balancer keeps connections open. If this end closed them first, requests that are
  // just being sent would be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function lessonShop(file: string): RequestListener {
  const missing = needed.filter((name) => typeof answer[name] !== "function");
  if (missing.length > 0) {
    throw new TypeError(`${file} exports no function called ${missing.join(", ")}`);
  }
  return createShop(answer as Sessions);
}

function ownShop(file: string): RequestListener {
  if (typeof answer.createServer !== "function") {
    throw new TypeError(`${file} exports no function called createServer`);
  }
  return answer.createServer();
}

async function call({ name, args }: CallFunction): Promise<unknown> {
  const named = answer[name];
  if (typeof named !== "function") throw new TypeError(`there is no function ${name}`);
  return await named(...args);
}

serveParent({ load, call, moveClock });

async function letGo(): Promise<void> {
  if (typeof answer.close === "function") await answer.close();
  process.exit(0);
}

// Asked to stop: take no new connection, finish what is under way, let go, and end.
process.once("SIGTERM", () => {
  if (!server) process.exit(0);
  server.close(() => void letGo());
  server.closeIdleConnections();
});
