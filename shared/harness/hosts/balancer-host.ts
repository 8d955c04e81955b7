import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Balancer } from "../balancer/balancer.ts";
import { answerUnreadable } from "../balancer/failures.ts";
import {
  balancerCalls,
  balancerNews,
  type CallPick,
  type OpenFront,
} from "../calls/balancer-calls.ts";
import type { Called } from "../calls/server-calls.ts";
import type { Hop } from "../core/hop.ts";
import { type FailedTry, type Picker, roundRobin } from "../core/pick.ts";
import { serveParent } from "./host.ts";

/** One way through this process, with a port of its own. */
type Front = {
  balancer: Balancer;
  pick: string | null;
  answer: Record<string, unknown>;
  loads: number;
};

const fronts = new Map<string, Front>();

async function open({ front: name, pick, ...options }: OpenFront): Promise<number> {
  const tell = (hop: Hop) => tellParent(balancerNews.hop, { front: name, hop });
  const balancer = new Balancer(tell, options);
  fronts.set(name, { balancer, pick, answer: {}, loads: 0 });
  await loadPick({ front: name });
  const server = createServer((req, res) => void balancer.handle(req, res));
  // Node would read only the first thousand headers, but end the body by all of them: what
  // we did not see would decide where a request ends. Heads have 16 kB at most as it is.
  server.maxHeadersCount = 0;
  server.on("clientError", answerUnreadable);
  // A browser may be left alone for longer than the usual 5 s between two requests. If this
  // end closed the connection first, a request could be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Lets the front decide as if it had just been opened: whose turn it was is forgotten. */
async function loadPick({ front: name }: { front: string }): Promise<void> {
  const front = find(name);
  const { balancer, pick } = front;
  if (pick === null) {
    balancer.pick = roundRobin();
    return;
  }
  // A module is loaded once under a name, so another beginning needs another one.
  const again = front.loads++ === 0 ? "" : `?load=${front.loads}`;
  front.answer = await import(`${pick}${again}`);
  usePick({ front: name, name: "pick" });
  const { sendAgain } = front.answer;
  if (typeof sendAgain === "function") {
    balancer.sendAgain = sendAgain as (failed: FailedTry) => boolean;
  }
}

function usePick({ front, name }: { front: string; name: string }): void {
  const { answer, balancer } = find(front);
  const named = answer[name];
  if (typeof named !== "function") {
    throw new TypeError(`the file of the pick exports no function called ${name}`);
  }
  balancer.pick = named as Picker;
}

async function call({ front, name, args }: CallPick): Promise<Called> {
  const named = find(front).answer[name];
  return typeof named === "function" ? { value: await named(...args) } : "missing";
}

function find(name: string): Front {
  const front = fronts.get(name);
  if (front) return front;
  throw new Error(`the balancer has no front ${name}`);
}

const tellParent = serveParent(balancerCalls, {
  open,
  loadPick,
  usePick,
  call,
  servers: ({ front, servers }) => find(front).balancer.setServers(servers),
  reconnect: ({ front }) => find(front).balancer.reconnect(),
});
