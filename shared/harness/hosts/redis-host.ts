import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  createRedisCommandExecutor,
  RedisServerState,
  Resp2Server,
} from "js-redis-server/core";
import { redisCalls } from "../calls/redis-calls.ts";
import { serveParent } from "./host.ts";
import { passTime, restartTime, setTime } from "./passing-time.ts";
import { ResourceLedger } from "./resource-ledger.ts";

/** What was there before anybody was served stays, whatever is renewed. */
const ledger = new ResourceLedger();

// The package's own helpers listen on every interface and take no host, so this listens
// through the net.Server that Resp2Server holds.
async function listen({ port }: { port: number }): Promise<number> {
  const state = new RedisServerState({ databaseCount: 1 });
  const redis = new Resp2Server({
    server: state,
    executor: createRedisCommandExecutor({}),
  });
  redis.server.listen(port, "127.0.0.1");
  await once(redis.server, "listening");
  return (redis.server.address() as AddressInfo).port;
}

/** Ends the Redis that listens, with all that it holds, and has another one listen. */
function renew(): Promise<number> {
  ledger.endAll();
  restartTime();
  return listen({ port: 0 });
}

serveParent(redisCalls, { listen, passTime, setTime, renew });
