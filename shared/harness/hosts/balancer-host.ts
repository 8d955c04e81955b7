import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Balancer, type BalancerServer } from "../balancer/balancer.ts";
import { type FailedTry, type Picker, roundRobin } from "../core/pick.ts";
import { serveParent, tellParent } from "./host.ts";

/** How the balancer decides: by turns, or by a learner's file. */
export type LoadBalancer = { picker: string | null };

let answer: Record<string, unknown> = {};
const balancer = new Balancer((hop) => tellParent("hop", hop));

async function load({ picker }: LoadBalancer): Promise<number> {
  if (picker === null) {
    balancer.pick = roundRobin();
  } else {
    answer = await import(picker);
    usePicker({ name: "pick" });
    const { sendAgain } = answer;
    if (typeof sendAgain === "function") {
      balancer.sendAgain = sendAgain as (failed: FailedTry) => boolean;
    }
  }
  const server = createServer((req, res) => void balancer.handle(req, res));
  // A browser may be left alone for longer than the usual 5 s between two requests. If this
  // end closed the connection first, a request could be lost (nodejs/node#20256).
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function usePicker({ name }: { name: string }): void {
  const named = answer[name];
  if (typeof named !== "function") {
    throw new TypeError(`the file of the pick exports no function called ${name}`);
  }
  balancer.pick = named as Picker;
}

function call({ name, args }: { name: string; args: readonly unknown[] }): unknown {
  const named = answer[name];
  if (typeof named !== "function") throw new TypeError(`there is no function ${name}`);
  return named(...args);
}

serveParent({
  load,
  usePicker,
  call,
  servers: (servers: BalancerServer[]) => balancer.setServers(servers),
  reconnect: () => balancer.reconnect(),
});
