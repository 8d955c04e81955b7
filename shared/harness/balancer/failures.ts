import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { TodoError } from "../../app/todo.ts";
import { messageOf } from "../core/errors.ts";
import type { Pick } from "../core/pick.ts";
import type { HopRecord } from "./hop-record.ts";

/** Why a request got no answer from a server. */
export class BalancerFailure extends Error {
  override readonly name = "BalancerFailure";
  readonly status: number;
  /** Whether any part of the request might have reached a server. */
  readonly sent: boolean;

  constructor(status: number, message: string, sent = false) {
    super(message);
    this.status = status;
    this.sent = sent;
  }
}

/**
 * No server can take the request: none was picked, or one that doesn't exist.
 *
 * @param names the names of all servers, in any state
 */
export function unpickable(pick: Pick | null, names: readonly string[]): BalancerFailure {
  if (pick === null) {
    return new BalancerFailure(503, "no server can take this request at the moment");
  }
  const { server } = pick;
  const fact = names.includes(server)
    ? `server ${server} is down`
    : `no server has that name: they are ${names.join(", ")}`;
  return new BalancerFailure(
    502,
    `the pick was ${JSON.stringify(server.slice(0, 40))}, and ${fact}`,
  );
}

/** The balancer answers in its own words, and records its answer as a hop too. */
export function answerItself(
  res: ServerResponse,
  record: HopRecord,
  error: unknown,
): void {
  const status = error instanceof BalancerFailure ? error.status : 500;
  if (res.destroyed) {
    record.complete(499, null, {});
    return;
  }
  if (error instanceof TodoError) {
    res.setHeader("X-Todo", encodeURIComponent(JSON.stringify(error)));
    record.complete(501, null, {}, res);
    sendText(res, 501, `${error.message}\n`);
    return;
  }
  const known = error instanceof BalancerFailure;
  // The stack says what happened and where; the error's other properties might be secret.
  if (!known) console.error(error instanceof Error ? error.stack : String(error));
  record.complete(status, null, {}, res);
  const text = known ? messageOf(error) : "the pick threw an error";
  sendText(res, status, `${status}: ${text}\n`);
}

/**
 * Headers of every answer that is ours: no one may store it, and its type is as stated.
 */
const ours = {
  "Content-Type": "text/plain",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
};

function sendText(res: ServerResponse, status: number, text: string): void {
  res.setHeader("Content-Length", Buffer.byteLength(text));
  res.writeHead(status, ours).end(text);
}

const unreadable = new Map([
  ["HPE_HEADER_OVERFLOW", 431],
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
]);

/** Answers a request that Node itself couldn't read, and ends its connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable) return;
  const status = unreadable.get(error.code ?? "") ?? 400;
  const headers = Object.entries({ ...ours, Connection: "close", "Content-Length": "0" });
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const reason = STATUS_CODES[status];
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("\r\n")}\r\n\r\n`);
}
