import { timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";

/**
 * Lets through only what was sent to this address by name or by number: a page of another
 * site that has its name lead to 127.0.0.1 still sends its own name (DNS rebinding).
 */
export const onlyToLoopback: RequestHandler = (req, res, next) => {
  const host = req.get("host") ?? "";
  const port = req.socket.localPort;
  if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) next();
  else res.status(403).json(refusal(`"${host.slice(0, 60)}" is not the lab's address`));
};

/** Refuses what another site's page asks for: it could use up our streams, blindly. */
export const notFromElsewhere: RequestHandler = (req, res, next) => {
  const site = req.get("sec-fetch-site");
  const isLink = req.get("sec-fetch-mode") === "navigate" && req.method === "GET";
  if (site === undefined || site === "same-origin" || site === "none" || isLink) next();
  else res.status(403).json(refusal("this request came from another page"));
};

/**
 * Lets through only what the page itself sends: from its own origin, with the token of
 * this run, which another site can neither read nor send (OWASP CSRF Prevention Cheat
 * Sheet, "Verifying Origin" and "Custom Request Headers").
 */
export function onlyFromThePage(token: string): RequestHandler {
  return (req, res, next) => {
    const sameOrigin = req.get("origin") === `http://${req.get("host")}`;
    if (!sameOrigin) {
      res.status(403).json(refusal("this request came from another page"));
    } else if (!isSame(req.get("x-lab-token") ?? "", token)) {
      res.status(403).json(refusal("this page has no key, or that of an earlier run"));
    } else next();
  };
}

/** What a browser may do with an answer: nothing that the page does not need. */
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

function refusal(error: string): { error: string; hint: string } {
  return { error, hint: "open the link that stands in the terminal" };
}
