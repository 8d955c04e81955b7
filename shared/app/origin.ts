import type { RequestHandler } from "express";

/**
 * Refuses a request that another site's page sent and that could change something.
 * SameSite cookies stop most of these; this is the second lock (OWASP CSRF Prevention
 * Cheat Sheet, "Fetch Metadata" and "Verifying Origin").
 */
export const onlyFromHere: RequestHandler = (req, res, next) => {
  const reads = req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
  if (
    reads ||
    !isForeign(req.get("sec-fetch-site"), req.get("origin"), req.get("host"))
  ) {
    next();
  } else {
    res.status(403).json({ error: "this request came from another site" });
  }
};

function isForeign(site?: string, origin?: string, host?: string): boolean {
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return origin !== undefined && !origin.endsWith(`//${host}`);
}
