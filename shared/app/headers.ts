import type { RequestHandler } from "express";

/** Headers set before anything else, so error responses have them too. */
export const setSafeHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    // No cache may keep a response unless a route says so (RFC 9111 §5.2.2.5).
    "Cache-Control": "no-store",
    // A browser must not guess that plain text is HTML (OWASP ASVS 5.0, 3.4.4).
    "X-Content-Type-Options": "nosniff",
  });
  next();
};

/**
 * Answers 405 when a path exists but doesn't support the method (RFC 9110 §15.5.6).
 *
 * @param methods the ones it supports: "GET, HEAD"
 */
export function only(methods: string): RequestHandler {
  return (req, res) => {
    res.set("Allow", `${methods}, OPTIONS`);
    if (req.method === "OPTIONS") res.status(204).end();
    else res.status(405).json({ error: `this page takes ${methods}` });
  };
}
