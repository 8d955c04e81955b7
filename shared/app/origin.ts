import type { Request, RequestHandler } from "express";

/**
 * Refuses a request that another site's page sent and that could change something
 * (cross-site request forgery, CSRF). SameSite cookies stop most of these; this is the
 * second lock (OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata" and "Verifying Origin").
 */
export const onlyFromHere: RequestHandler = (req, res, next) => {
  const reads = req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
  if (reads || !isForeign(req)) next();
  else res.status(403).json({ error: "this request came from another site" });
};

/** A browser tells by Sec-Fetch-Site, by Origin, or by both; then both must be ours. */
function isForeign(req: Request): boolean {
  const site = req.get("sec-fetch-site");
  const origin = req.get("origin");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  return origin !== undefined && origin !== ownOrigin(req);
}

/**
 * Scheme, host and port under which the browser reached us. Origins are compared whole
 * (RFC 6454 §5): the end of one is easily chosen by somebody else.
 */
function ownOrigin(req: Request): string | null {
  // Every other scheme has the origin "null", which is what a page without one sends.
  if (req.protocol !== "http" && req.protocol !== "https") return null;
  const address = `${req.protocol}://${req.get("host")}`;
  return URL.canParse(address) ? new URL(address).origin : null;
}
