import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { LivePage } from "../live-page.ts";
import { Guests } from "./guests.ts";
import { createWeb } from "./routes.ts";

/** How long a request's head may take, and the request as a whole. */
const HEAD_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
const LOOK_FOR_LATE_MS = 1_000;

/** The page's own web server, on a port the system chooses. */
export type Web = { port: number; close(): Promise<void> };

/**
 * Serves a lab's page on 127.0.0.1. Only someone who knows the token may press buttons.
 */
export async function serve(lab: LivePage, token: string): Promise<Web> {
  const guests = new Guests();
  const web = createWeb(lab, token, guests);
  const limits = {
    headersTimeout: HEAD_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: LOOK_FOR_LATE_MS,
  };
  const server = createServer(limits, web);
  server.on("connection", (socket) => guests.receive(socket));
  // Otherwise Node answers these itself, and then reads their bodies to the end.
  server.on("checkExpectation", web);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A page that is watching would keep its connection forever.
  server.closeAllConnections();
  await closed;
}
