import { inWords } from "../core/duration.ts";

/** A cookie that a response set and the browser kept. */
export type CookieRecord = {
  /** Whether it has a value. An expired line without one is there to clear the cookie. */
  hasValue: boolean;
  path: string;
  sameSite: string | undefined;
  /** When it arrived, and when it expires; null: when the browser closes. */
  receivedAt: number;
  endsAt: number | null;
};

/** A cookie that a browser dropped, and the rule it broke. */
export type DroppedCookie = { dropped: string };

/** Where a request goes, and whether it comes from another site's page. */
export type Destination = { path: string; crossSite: boolean };

/** Why a browser did not send a cookie. */
export type MissingCookie = {
  reason: "not set" | "dropped" | "ended" | "cleared" | "path" | "other site";
  /** The same as a clause, for people: "its Path is /login". */
  clause: string;
};

/**
 * Why a browser doesn't send a cookie that a response set, by the rules of RFC 6265bis;
 * null: it would send it.
 */
export function explainMissing(
  cookie: CookieRecord | DroppedCookie | undefined,
  { path, crossSite }: Destination,
): MissingCookie | null {
  if (cookie === undefined) return { reason: "not set", clause: "no response set it" };
  if ("dropped" in cookie) {
    const clause = `the browser dropped it: ${cookie.dropped}`;
    return { reason: "dropped", clause };
  }
  const ending = explainEnd(cookie);
  if (ending !== null) return ending;
  if (!isBelow(path, cookie.path)) {
    return {
      reason: "path",
      clause: `its Path is ${cookie.path}, and ${path} isn't below that`,
    };
  }
  return crossSite && cookie.sameSite !== "none"
    ? { reason: "other site", clause: "the request came from another site's page" }
    : null;
}

function explainEnd(cookie: CookieRecord): MissingCookie | null {
  const { receivedAt, endsAt, hasValue } = cookie;
  if (endsAt === null || endsAt > Date.now()) return null;
  const seconds = Math.round((endsAt - receivedAt) / 1000);
  if (seconds > 0) {
    return {
      reason: "ended",
      clause: `it lived ${inWords(seconds)}, and that was over`,
    };
  }
  return hasValue
    ? { reason: "ended", clause: "its Expires or Max-Age was over when it came" }
    : { reason: "cleared", clause: "the browser had been told to drop it" };
}

/** Path matching (RFC 6265 §5.1.4); the query is ignored. */
function isBelow(target: string, base: string): boolean {
  const [path = ""] = target.split("?", 1);
  if (path === base) return true;
  return path.startsWith(base.endsWith("/") ? base : `${base}/`);
}
