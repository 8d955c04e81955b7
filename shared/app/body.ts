import { json, type RequestHandler } from "express";

/** How long we keep reading (and discarding) the rest of a refused body. */
const DRAIN_MS = 1_000;

/**
 * Reads a small JSON body.
 *
 * @param bytes the most it may have, both as sent and after decompression
 */
export function readJson(bytes: number): RequestHandler[] {
  return [limitBody(bytes), json({ limit: bytes })];
}

/**
 * Refuses a body as soon as it is known to be too large. express.json would first read it
 * to its end, which might never come. If the client doesn't close the connection, we do,
 * but not at once: that could cost the client our answer (RFC 9112 §9.6).
 */
function limitBody(bytes: number): RequestHandler {
  return (req, res, next) => {
    let received = 0;
    let late: NodeJS.Timeout | undefined;
    const refuse = () => {
      late ??= setTimeout(() => req.socket.destroy(), DRAIN_MS);
      if (res.headersSent) return;
      res.status(413).json({ error: `the body is too large: ${bytes} bytes at most` });
    };
    req.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > bytes) refuse();
    });
    req.once("close", () => clearTimeout(late));
    if (Number(req.get("content-length") ?? 0) > bytes) refuse();
    else next();
  };
}
