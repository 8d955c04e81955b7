import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to Redis that can be made longer. */
export type SlowLink = Disposable & {
  url: string;
  /** What each message to Redis is held back from now on; 0 at first. */
  milliseconds: number;
};

/** Opens a relay on 127.0.0.1 that can hold back each message to Redis for a while. */
export async function openSlowLink(url: string): Promise<SlowLink> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let link: SlowLink | undefined;
  const relay = createServer((client) => {
    const redis = connect(Number(port), hostname);
    let due = 0;
    client.on("data", (chunk) => {
      const now = performance.now();
      // When the way gets shorter, no message overtakes the one before.
      due = Math.max(due, now + (link?.milliseconds ?? 0));
      setTimeout(() => redis.writable && redis.write(chunk), due - now);
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
  link = {
    url: `redis://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    milliseconds: 0,
    [Symbol.dispose]() {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return link;
}
