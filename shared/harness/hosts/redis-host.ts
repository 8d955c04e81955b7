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

/** What existed before the first client stays, no matter what is renewed. */
const ledger = new ResourceLedger();

// The package's own helpers listen on every interface and accept no host, so this listens
// through the net.Server inside Resp2Server.
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

/** Ends the listening Redis, with all its data, and starts another one. */
function renew(): Promise<number> {
  ledger.endAll();
  restartTime();
  return listen({ port: 0 });
}

serveParent(redisCalls, { listen, passTime, setTime, renew });
