import type { RequestHandler } from "express";
import { type Refusal, refuse } from "./refuse.ts";

const MAX_BODY_BYTES = 4_096;
/** How long the whole body may take, from first byte to last. */
const BODY_TIMEOUT_MS = 5_000;

/** The answer to a request that no button sends. */
export const noButton: Refusal = {
  error: "this page has no such button",
  hint: "reload it",
};
const tooLong: Refusal = {
  error: `a press has at most ${MAX_BODY_BYTES} bytes`,
  hint: "send less",
};
const tooSlow: Refusal = {
  error: `the press did not come within ${BODY_TIMEOUT_MS / 1000} s`,
  hint: "send it again",
};

/**
 * Reads a small JSON body into req.body. express.json would read an endless one to its
 * end before refusing it.
 */
export const readJson: RequestHandler = (req, res, next) => {
  if (!req.is("json")) {
    refuse(res, 400, noButton);
    return;
  }
  if (Number(req.get("content-length") ?? 0) > MAX_BODY_BYTES) {
    refuse(res, 413, tooLong);
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const take = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else stop(413, tooLong);
  };
  const finish = () => {
    clearTimeout(late);
    try {
      req.body = JSON.parse(Buffer.concat(chunks).toString());
    } catch {
      refuse(res, 400, noButton);
      return;
    }
    next();
  };
  const stop = (status: number, refusal: Refusal) => {
    clearTimeout(late);
    req.off("data", take).off("end", finish);
    refuse(res, status, refusal);
  };
  const late = setTimeout(stop, BODY_TIMEOUT_MS, 408, tooSlow);
  req.on("data", take).once("end", finish);
  // A client that disconnects sends no end.
  req.once("close", () => clearTimeout(late));
};
