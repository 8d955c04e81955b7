import { parseCookie, parseSetCookie, type SetCookie } from "cookie";

/**
 * The cookies of a Cookie header. A name that appears twice is left out: there's no
 * telling which of the two is ours, and their order means nothing (RFC 6265 §4.2.2).
 */
export function readCookies(header = ""): Record<string, string | undefined> {
  const cookies = parseCookie(header);
  const seen = new Set<string>();
  for (const name of cookieNames(header)) {
    if (seen.has(name)) delete cookies[name];
    seen.add(name);
  }
  return cookies;
}

/** The names in a Cookie header, in order; a name sent twice is listed twice. */
export function cookieNames(header = ""): string[] {
  return header
    .split(";")
    .filter((pair) => pair.includes("="))
    .map((pair) => pair.slice(0, pair.indexOf("=")).trim());
}

/** What a Set-Cookie line does, without the value that it sets. */
export type CookieChange = { name: string; change: "set" | "cleared" };

/**
 * How many seconds a browser keeps a cookie; null: until it is closed. Max-Age has
 * precedence over Expires (RFC 6265 §4.1.2.2).
 */
export function secondsKept(
  { maxAge, expires }: Pick<SetCookie, "maxAge" | "expires">,
  now = Date.now(),
): number | null {
  if (maxAge !== undefined) return maxAge;
  return expires ? (expires.getTime() - now) / 1000 : null;
}

/** Reads which cookie a Set-Cookie line sets, or clears with an expiry in the past. */
export function readSetCookie(line: string, now = Date.now()): CookieChange {
  const cookie = parseSetCookie(line);
  const seconds = secondsKept(cookie, now);
  const ends = seconds !== null && seconds <= 0;
  return { name: cookie.name, change: ends ? "cleared" : "set" };
}
