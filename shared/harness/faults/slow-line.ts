import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A connection to Redis that can be slowed down. */
export type SlowLine = Disposable & {
  url: string;
  /**
   * Delays each message to Redis by this many ms, until the returned value is disposed
   * of.
   */
  slowDown(milliseconds: number): Disposable;
  /**
   * How many messages to Redis have come so far, and how many of them are held right now.
   */
  readonly messages: { readonly sent: number; readonly held: number };
};

/** Opens a relay on 127.0.0.1 to the Redis at this URL; at first it delays nothing. */
export async function openSlowLine(url: string): Promise<SlowLine> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const messages = { sent: 0, held: 0 };
  let delay = 0;
  const relay = createServer((client) => {
    const redis = connect(Number(port), hostname);
    let due = 0;
    client.on("data", (chunk) => {
      const now = performance.now();
      // When the delay gets shorter, no message overtakes the one before.
      due = Math.max(due, now + delay);
      messages.sent++;
      messages.held++;
      setTimeout(() => {
        messages.held--;
        if (redis.writable) redis.write(chunk);
      }, due - now);
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
    messages,
    slowDown(milliseconds) {
      delay = milliseconds;
      return {
        [Symbol.dispose]() {
          delay = 0;
        },
      };
    },
    [Symbol.dispose]() {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
