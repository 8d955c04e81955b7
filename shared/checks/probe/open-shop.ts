import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createShop, type Session, type Sessions } from "../../app/index.ts";

// The smallest thing that fills the seam: the user's name is in a header.
const carts = new Map<string, string[]>();
const sessions: Sessions = {
  signIn: () => {},
  whoIs(req): Session | null {
    const user = req.get("x-user");
    return user === undefined ? null : { user, cart: carts.get(user) ?? [] };
  },
  save: (_req, { user, cart }) => void carts.set(user, cart),
  signOut: () => {},
};

/** The shop alone, without a balancer, for what only someone next to it can send. */
export async function openShop(): Promise<{ port: number } & AsyncDisposable> {
  const server = createShop(sessions).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
