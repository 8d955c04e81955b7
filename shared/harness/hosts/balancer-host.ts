import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Balancer } from "../balancer/balancer.ts";
import { answerUnreadable } from "../balancer/failures.ts";
import {
  balancerCalls,
  balancerNews,
  type CallPick,
  type OpenFrontend,
} from "../calls/balancer-calls.ts";
import type { Called } from "../calls/server-calls.ts";
import type { Hop } from "../core/hop.ts";
import { type FailedTry, type Picker, roundRobin } from "../core/pick.ts";
import { serveParent } from "./host.ts";
import { remember, reset } from "./reset.ts";

/** One way through this process, with its own port. */
type Frontend = {
  balancer: Balancer;
  pick: string | null;
  exported: Record<string, unknown>;
};

const frontends = new Map<string, Frontend>();
let loads = 0;

async function open({ frontend: name, pick, ...options }: OpenFrontend): Promise<number> {
  const tell = (hop: Hop) => tellParent(balancerNews.hop, { frontend: name, hop });
  const balancer = new Balancer(tell, options);
  frontends.set(name, { balancer, pick, exported: {} });
  await loadPick({ frontend: name });
  const server = createServer((req, res) => void balancer.handle(req, res));
  // Node would read only the first thousand headers, but use all of them to find the end
  // of the body, so headers we didn't see would decide where a request ends. Heads are
  // limited to 16 kB anyway.
  server.maxHeadersCount = 0;
  server.on("clientError", answerUnreadable);
  // A browser can be idle for longer than the usual 5 s between two requests. If this end
  // closed the connection first, a request could be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/**
 * Makes the frontend pick as if it had just been opened: it forgets whose turn it was.
 */
async function loadPick({ frontend: name }: { frontend: string }): Promise<void> {
  const frontend = find(name);
  const { balancer, pick } = frontend;
  if (pick === null) {
    balancer.pick = roundRobin();
    return;
  }
  // A module is loaded once per name, so starting fresh needs another name.
  const again = loads++ === 0 ? "" : `?load=${loads}`;
  frontend.exported = await import(`${pick}${again}`);
  usePick({ frontend: name, name: "pick" });
  const { sendAgain } = frontend.exported;
  if (typeof sendAgain === "function") {
    balancer.sendAgain = sendAgain as (failed: FailedTry) => boolean;
  }
}

function usePick({ frontend, name }: { frontend: string; name: string }): void {
  const { exported, balancer } = find(frontend);
  const named = exported[name];
  if (typeof named !== "function") {
    throw new TypeError(`the file of the pick exports no function called ${name}`);
  }
  balancer.pick = named as Picker;
}

async function call({ frontend, name, args }: CallPick): Promise<Called> {
  const named = find(frontend).exported[name];
  return typeof named === "function" ? { value: await named(...args) } : "missing";
}

function find(name: string): Frontend {
  const frontend = frontends.get(name);
  if (frontend) return frontend;
  throw new Error(`the balancer has no frontend ${name}`);
}

const tellParent = serveParent(balancerCalls, {
  open,
  loadPick,
  usePick,
  call,
  servers: ({ frontend, servers }) => find(frontend).balancer.setServers(servers),
  reconnect: ({ frontend }) => find(frontend).balancer.reconnect(),
  remember,
  // The frontends' servers and connections are in the ledger, and are ended with the
  // rest.
  reset: (mark) => reset(mark, () => frontends.clear()),
});
