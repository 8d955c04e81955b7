import { timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { refuse } from "./refuse.ts";

/**
 * Lets through only requests sent to this machine by address or as localhost. A page on
 * another site whose name resolves to 127.0.0.1 still sends its own name (DNS rebinding).
 */
export const onlyToLoopback: RequestHandler = (req, res, next) => {
  const host = req.get("host") ?? "";
  const port = req.socket.localPort;
  if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) next();
  else forbid(res, `"${host.slice(0, 60)}" is not the lab's address`);
};

/**
 * Refuses requests from another site's page, which could use up our streams without
 * seeing them. It may link to the page, nothing more. A WebSocket request shows where it
 * comes from only in its Origin.
 */
export const notFromElsewhere: RequestHandler = (req, res, next) => {
  const site = req.get("sec-fetch-site");
  const isLink =
    req.get("sec-fetch-mode") === "navigate" && req.method === "GET" && req.path === "/";
  const isOurs = site === undefined || site === "same-origin" || site === "none";
  const hasOurOrigin = req.get("origin") === undefined || isSameOrigin(req);
  if (hasOurOrigin && (isOurs || isLink)) next();
  else forbid(res, "this request came from another page");
};

/** Whether a request has the key of this run. */
export function hasKey(req: Request, token: string): boolean {
  return isSame(req.get("x-lab-token") ?? "", token);
}

/**
 * Lets through only what the page itself sends: from its own origin, with this run's
 * token, which another site can neither read nor send (OWASP CSRF Prevention Cheat Sheet,
 * "Verifying Origin" and "Custom Request Headers").
 */
export function onlyFromThePage(token: string): RequestHandler {
  return (req, res, next) => {
    if (!isSameOrigin(req)) forbid(res, "this request came from another page");
    else if (!hasKey(req, token)) {
      forbid(res, "this page has no key, or that of an earlier run");
    } else next();
  };
}

/** What a browser may do with an answer: nothing the page doesn't need. */
export const onlyOwnFiles: RequestHandler = (_req, res, next) => {
  res.set({
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
  });
  next();
};

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isSameOrigin(req: Request): boolean {
  return req.get("origin") === `http://${req.get("host")}`;
}

function forbid(res: Response, error: string): void {
  refuse(res, 403, { error, hint: "open the link shown in the terminal" });
}
