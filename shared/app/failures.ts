import type { ErrorRequestHandler, RequestHandler } from "express";
import * as v from "valibot";
import { AlreadyAnswered, ANSWER_FAULT_HEADER, AnsweredForShop } from "./answered.ts";
import { Overloaded } from "./bulkhead.ts";
import { isOutage } from "./outage.ts";
import { TwinCookies } from "./request-cookie.ts";
import { TodoError } from "./todo.ts";
import { Unauthorized } from "./unauthorized.ts";

/** How long a client should wait before it tries again (RFC 9110 §10.2.3), in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** The answer to an unknown path. */
export const answerUnknown: RequestHandler = (_req, res) => {
  res.status(404).json({ error: "there is no such page" });
};

/** Turns anything that can go wrong into an answer a client can read, in one place. */
export const answerFailure: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) {
    // For a body refused as too large, express.json reports a second error, and work
    // still running for that request tries to answer too. Both are expected.
    const isOver = error instanceof AlreadyAnswered || res.statusCode === 413;
    if (!isOver && !unreadable(error)) next(error);
  } else if (error instanceof TodoError) {
    res.status(501).set("X-Todo", encodeURIComponent(JSON.stringify(error)));
    res.json({ error: error.message });
  } else if (error instanceof AnsweredForShop) {
    console.error(error.place);
    res.status(500).set(ANSWER_FAULT_HEADER, JSON.stringify(error.fault));
    res.json({ error: error.message });
  } else if (v.isValiError(error)) {
    res.status(400).json({ error: v.summarize(error.issues) });
  } else if (error instanceof Unauthorized) {
    // Each 401 says how to sign in (RFC 9110 §11.6.1).
    res.status(401).set("WWW-Authenticate", 'Session realm="shop"');
    res.json({ error: error.message });
  } else if (error instanceof TwinCookies) {
    res.status(400).json({ error: error.message });
  } else if (unreadable(error)) {
    res
      .status(error.status)
      .json({ error: "the request can't be read: send a small, valid JSON body" });
  } else if (isOutage(error)) {
    // Not 401: the shop couldn't look. A 401 would make all browsers sign in again.
    res.status(503).set("Retry-After", String(RETRY_AFTER_SECONDS));
    res.json({ error: "the shop's store is away; try again shortly" });
  } else if (error instanceof Overloaded) {
    res.status(503).set("Retry-After", String(RETRY_AFTER_SECONDS));
    res.json({ error: "too many passwords are being checked; try again shortly" });
  } else {
    // The stack says what happened and where. Log nothing else: the rest of a store
    // client's error (a command, its arguments) could be a password or a session.
    console.error(error instanceof Error ? error.stack : String(error));
    res.status(500).json({ error: "something broke on our side" });
  }
};

/** Express's body parser marks a client's mistake with a 4xx status. */
function unreadable(error: unknown): error is Error & { status: number } {
  if (!(error instanceof Error) || !("status" in error)) return false;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500;
}
