import type { Request, RequestHandler } from "express";

/**
 * Refuses a request that came from another site's page and could change something
 * (cross-site request forgery, CSRF). SameSite cookies stop most of these; this is the
 * second lock (OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata" and "Verifying
 * Origin").
 */
export const onlyFromHere: RequestHandler = (req, res, next) => {
  const reads = req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
  if (reads || !isForeign(req)) next();
  else res.status(403).json({ error: "this request came from another site" });
};

/** A browser sends Sec-Fetch-Site, Origin, or both; each one it sends must be ours. */
function isForeign(req: Request): boolean {
  const site = req.get("sec-fetch-site");
  const origin = req.get("origin");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  return origin !== undefined && origin !== ownOrigin(req);
}

/**
 * The scheme, host and port the browser used to reach us. Origins are compared whole (RFC
 * 6454 §5), because anyone can pick one that merely ends like ours.
 */
function ownOrigin(req: Request): string | null {
  // Any other scheme has the origin "null", which a page without an origin sends too.
  if (req.protocol !== "http" && req.protocol !== "https") return null;
  const address = `${req.protocol}://${req.get("host")}`;
  return URL.canParse(address) ? new URL(address).origin : null;
}
