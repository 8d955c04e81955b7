import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Service } from "#app";
import {
  type Called,
  type CallFunction,
  type LoadVersion,
  type ServerReport,
  serverCalls,
} from "../calls/server-calls.ts";
// The lab controls the clock and the randomness, and moves them from another thread.
import "./randomness.ts";
import { serveParent } from "./host.ts";
// Loaded before any learner code: the lab controls its clock and timers.
import { passTime, setTime } from "./passing-time.ts";
import { observeStoreCalls } from "./store-calls.ts";

type Module = Record<string, unknown>;
type Loaded = { modules: readonly Module[]; service: Service; server: Server };

const versions = new Map<string, Loaded>();
let loads = 0;

async function load({ version, app, files, env }: LoadVersion): Promise<number> {
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
  // A module that threw stays broken under its name, so another try needs another name.
  const again = loads++ === 0 ? "" : `?load=${loads}`;
  const modules: Record<string, Module> = {};
  const builder: Module = await import(`${app}${again}`);
  if (typeof builder.compose === "function") {
    for (const [name, file] of Object.entries(files)) {
      modules[name] = await import(`${file}${again}`);
    }
  }
  const service = build(builder, modules, app);
  const server = createServer(observeStoreCalls(service.handle));
  // Read all headers; otherwise those after the first thousand would take effect unseen.
  server.maxHeadersCount = 0;
  // The balancer keeps connections open. If this end closed one first, a request that is
  // just being sent would be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  versions.set(version, {
    modules: [...Object.values(modules), builder],
    service,
    server,
  });
  return (server.address() as AddressInfo).port;
}

function build(builder: Module, modules: Record<string, Module>, file: string): Service {
  if (typeof builder.compose === "function") return builder.compose(modules);
  if (typeof builder.createServer !== "function") {
    throw new TypeError(`${file} exports no function called compose or createServer`);
  }
  // A server.ts exports directly what a service has as members.
  const { close, size } = builder;
  return {
    handle: builder.createServer(),
    ...(typeof close === "function" ? { close: () => close() } : {}),
    ...(typeof size === "function" ? { report: () => ({ held: size() }) } : {}),
  };
}

async function call({ version, name, args }: CallFunction): Promise<Called> {
  const found = versions.get(version)?.modules.find((each) => name in each);
  const named = found?.[name];
  return typeof named === "function" ? { value: await named(...args) } : "missing";
}

function report(): ServerReport {
  const held = [...versions].map(
    ([version, { service }]) => [version, service.report?.().held ?? null] as const,
  );
  return { bytes: process.memoryUsage.rss(), held: Object.fromEntries(held) };
}

serveParent(serverCalls, {
  load,
  call,
  report,
  passTime,
  setTime,
  async remember() {
    // Every submission loads this, so the packages it brings along don't count as
    // changes.
    await import("#app");
    await (await loadReset()).remember();
  },
  // The versions' servers and connections are in the ledger, and are ended with the rest.
  reset: async (mark) => (await loadReset()).reset(mark, () => versions.clear()),
});

// Loaded only in a reused process, so that no other has to wait for it.
const loadReset = () => import("./reset.ts");

async function letGo({ service, server }: Loaded) {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  await closed;
  await service.close?.();
}

// When asked to stop: accept no new connection, finish what is in progress, release
// everything, and exit.
process.once("SIGTERM", () => {
  void Promise.all([...versions.values()].map(letGo)).then(() => process.exit(0));
});
