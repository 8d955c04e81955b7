import type { RequestHandler } from "express";
import type { Maybe } from "./seam.ts";

/** Tells a balancer whether this server can take requests: 200 or 503. */
export function tellReadiness(ready: () => Maybe<boolean>): RequestHandler {
  return async (_req, res) => {
    const isReady = await ready();
    res.status(isReady ? 200 : 503).json({ ready: isReady });
  };
}
