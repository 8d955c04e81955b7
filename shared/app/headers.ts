import type { RequestHandler } from "express";

/** What every response says first, so that one of an error says it too. */
export const setSafeHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    // Nothing here is anybody else's to keep, unless a route says so (RFC 9111 §5.2.2.5).
    "Cache-Control": "no-store",
    // A browser must not guess that a text is a page (OWASP ASVS 5.0, 3.4.4).
    "X-Content-Type-Options": "nosniff",
  });
  next();
};

/**
 * Answers a path that is there by a method that it hasn't: 405 (RFC 9110 §15.5.6).
 *
 * @param methods those that it has: "GET, HEAD"
 */
export function only(methods: string): RequestHandler {
  return (req, res) => {
    res.set("Allow", `${methods}, OPTIONS`);
    if (req.method === "OPTIONS") res.status(204).end();
    else res.status(405).json({ error: `this page takes ${methods}` });
  };
}
