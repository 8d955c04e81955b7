import type { IncomingMessage, ServerResponse } from "node:http";

const DRAIN_MS = 1_000;

/**
 * Reads and forgets what is left of a request whose response is over, for a short time, and
 * then ends the connection. Ended at once, it could cost the client the response itself,
 * and read forever, it would keep us busy for nothing (RFC 9112 §9.6).
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
