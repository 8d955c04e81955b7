import type { IncomingMessage, ServerResponse } from "node:http";

const DRAIN_MS = 1_000;

/**
 * After the response is finished, reads and discards the rest of the request for a short
 * time, then ends the connection. Ending it at once could cost the client the response
 * itself; reading forever would keep us busy for nothing (RFC 9112 §9.6).
 */
export function drainAfter(req: IncomingMessage, res: ServerResponse): void {
  res.once("finish", () => {
    if (req.complete) return;
    req.unpipe();
    req.resume();
    const late = setTimeout(() => req.socket.destroy(), DRAIN_MS);
    req.once("close", () => clearTimeout(late));
  });
}
