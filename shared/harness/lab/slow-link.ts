import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to Redis on which every message takes longer. */
export type SlowLink = Disposable & { url: string };

/** Opens a relay on 127.0.0.1 that holds back each message to Redis for a while. */
export async function openSlowLink(url: string, milliseconds: number): Promise<SlowLink> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const redis = connect(Number(port), hostname);
    client.on("data", (chunk) => {
      setTimeout(() => redis.writable && redis.write(chunk), milliseconds);
    });
    redis.pipe(client);
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        redis.destroy();
      });
    }
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  return {
    url: `redis://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    [Symbol.dispose]() {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
