import type { IncomingMessage } from "node:http";
import type { Response } from "express";

/** What was refused, and what would help. */
export type Refusal = { error: string; hint: string };

/** How long the rest of a refused body is read and discarded. */
const LINGER_MS = 500;

/** Whether a request announces a body after its head. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const { "transfer-encoding": coding, "content-length": length } = headers;
  return coding !== undefined || Number(length ?? 0) > 0;
}

/**
 * Answers at once that something was refused, and why. If a body is still coming, the
 * connection ends soon after the answer, so its body isn't read forever.
 *
 * @param status the HTTP status, 400 or above
 */
export function refuse(res: Response, status: number, refusal: Refusal): void {
  res.status(status);
  if (!hasBody(res.req) || res.req.complete) res.json(refusal);
  // While an earlier answer is in progress, no one would see this one, nor its end.
  else if (res.socket === null) res.req.socket.destroy();
  else refuseUnread(res, JSON.stringify(refusal));
}

function refuseUnread(res: Response, text: string): void {
  const { req } = res;
  res.type("json").set({
    Connection: "close",
    "Content-Length": String(Buffer.byteLength(text)),
  });
  res.flushHeaders();
  res.write(text);
  // If we closed with bytes unread, the system would reset the connection, and the client
  // might lose the answer.
  const end = () => res.end();
  const lingering = setTimeout(end, LINGER_MS);
  res.once("close", () => clearTimeout(lingering));
  req.once("end", end).resume();
}
