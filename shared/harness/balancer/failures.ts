import type { ServerResponse } from "node:http";
import { TodoError } from "../../app/todo.ts";
import { messageOf } from "../core/errors.ts";
import type { Pick } from "../core/pick.ts";
import type { HopRecord } from "./hop-record.ts";

/** Why a request got no answer from a server. */
export class BalancerFailure extends Error {
  override readonly name = "BalancerFailure";
  readonly status: number;
  /** Whether any of the request may have reached a server. */
  readonly sent: boolean;

  constructor(status: number, message: string, sent = false) {
    super(message);
    this.status = status;
    this.sent = sent;
  }
}

/** No server can be asked: none picked, or one that isn't there. */
export function unpickable(pick: Pick | null): BalancerFailure {
  if (pick === null) {
    return new BalancerFailure(503, "no server can take this request at the moment");
  }
  const name = JSON.stringify(pick.server);
  return new BalancerFailure(502, `the pick was ${name}, and no such server is up`);
}

/** The balancer answers itself, in words, and records that as a hop too. */
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
  if (!known) console.error(error);
  record.complete(status, null, {}, res);
  const text = known ? messageOf(error) : "the pick threw an error";
  sendText(res, status, `${status}: ${text}\n`);
}

function sendText(res: ServerResponse, status: number, text: string): void {
  res.setHeader("Content-Length", Buffer.byteLength(text));
  res.writeHead(status, { "Content-Type": "text/plain" }).end(text);
}
