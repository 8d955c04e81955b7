import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createShop, type Sessions } from "#app";
import { releaseChance, repeatChance } from "./chance.ts";
import { moveClock } from "./clock.ts";
import { serveParent } from "./host.ts";
import { observeStoreCalls } from "./store-calls.ts";

/**
 * One version that a server runs: a lesson's sessions in our shop, or a shop of its own.
 * Several may be loaded one after the other; each has a port and a memory of its own.
 */
export type LoadVersion = {
  version: string;
  sessions: string;
  /** "Make it yours": a server.ts that takes the place of the shop. */
  server: string | null;
  /** What it must find in its environment; null: what must not be there. */
  env: Record<string, string | null>;
};

export type CallFunction = { version: string; name: string; args: readonly unknown[] };

/** What a server tells of itself. */
export type ServerReport = {
  /** What it has of the machine's memory. */
  bytes: number;
  /** How many sessions each version holds in memory; null: it can't say. */
  held: Record<string, number | null>;
};

type Answer = Record<string, unknown>;

const needed = ["signIn", "whoIs", "save", "signOut"] as const;
const versions = new Map<string, { answer: Answer; server: Server }>();
let loads = 0;

async function load(message: LoadVersion): Promise<number> {
  const { version, sessions, server: own, env } = message;
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  // A module that threw stays broken under its name, so another try needs another one.
  const answer: Answer = await import(
    `${own ?? sessions}${loads++ === 0 ? "" : `?load=${loads}`}`
  );
  const shop = own ? ownShop(answer, own) : lessonShop(answer, sessions);
  const server = createServer(observeStoreCalls(shop));
  // The balancer keeps connections open. If this end closed them first, requests that are
  // just being sent would be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  versions.set(version, { answer, server });
  return (server.address() as AddressInfo).port;
}

function lessonShop(answer: Answer, file: string): RequestListener {
  const missing = needed.filter((name) => typeof answer[name] !== "function");
  if (missing.length > 0) {
    throw new TypeError(`${file} exports no function called ${missing.join(", ")}`);
  }
  return createShop(answer as Sessions);
}

function ownShop(answer: Answer, file: string): RequestListener {
  if (typeof answer.createServer !== "function") {
    throw new TypeError(`${file} exports no function called createServer`);
  }
  return answer.createServer();
}

async function call({ version, name, args }: CallFunction): Promise<unknown> {
  const named = versions.get(version)?.answer[name];
  if (typeof named !== "function") throw new TypeError(`there is no function ${name}`);
  return await named(...args);
}

function report(): ServerReport {
  const held = [...versions].map(([version, { answer }]) => {
    const size: unknown = typeof answer.size === "function" ? answer.size() : null;
    return [version, typeof size === "number" ? size : null] as const;
  });
  return { bytes: process.memoryUsage.rss(), held: Object.fromEntries(held) };
}

serveParent({ load, call, report, moveClock, repeatChance, releaseChance });

async function letGo({ answer, server }: { answer: Answer; server: Server }) {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  await closed;
  if (typeof answer.close === "function") await answer.close();
}

// Asked to stop: take no new connection, finish what is under way, let go, and end.
process.once("SIGTERM", () => {
  void Promise.all([...versions.values()].map(letGo)).then(() => process.exit(0));
});
