import { parseCookie, parseSetCookie } from "cookie";

/** The cookies of a Cookie header; of two with one name the first wins (RFC 6265 §5.4). */
export function readCookies(header = ""): Record<string, string | undefined> {
  return parseCookie(header);
}

/** What a Set-Cookie line does, without the value that it sets. */
export type CookieChange = { name: string; change: "set" | "cleared" };

/** Reads which cookie a Set-Cookie line sets, or clears by a time in the past. */
export function readSetCookie(line: string, now = Date.now()): CookieChange {
  const { name, maxAge, expires } = parseSetCookie(line);
  // RFC 6265 §4.1.2.2: Max-Age has precedence over Expires.
  const ends =
    maxAge === undefined ? (expires?.getTime() ?? now + 1) <= now : maxAge <= 0;
  return { name, change: ends ? "cleared" : "set" };
}
