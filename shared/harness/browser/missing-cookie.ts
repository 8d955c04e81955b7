import { inWords } from "../core/duration.ts";

/** What a response set under a name: a browser may keep it, or not. */
export type CookieRecord = {
  name: string;
  /** Whether it has a value: without one, a line that is over is there to clear it. */
  hasValue: boolean;
  secure: boolean;
  path: string;
  /** As it was written; null: it goes to the host that set it, and to no other. */
  domain: string | null;
  sameSite: string | undefined;
  /** When it came, and when it ends: null: with the browser. */
  receivedAt: number;
  endsAt: number | null;
};

/** Where a request goes, and whether another site's page sends it. */
export type Destination = { host: string; path: string; crossSite: boolean };

/** Why a browser did not send a cookie. */
export type MissingCookie = {
  reason: "not set" | "prefix" | "domain" | "ended" | "cleared" | "path" | "other site";
  /** The same for people, as a clause: "its Path is /login". */
  clause: string;
};

/**
 * Why a browser keeps a cookie at home that a response set, by the rules of RFC 6265bis; null:
 * it would send it.
 */
export function explainMissing(
  cookie: CookieRecord | undefined,
  { host, path, crossSite }: Destination,
): MissingCookie | null {
  if (cookie === undefined) return { reason: "not set", clause: "no response set it" };
  const prefix = brokenPrefix(cookie);
  if (prefix !== null) return { reason: "prefix", clause: prefix };
  const { domain } = cookie;
  if (domain !== null && host !== domain && !host.endsWith(`.${domain}`)) {
    const clause = `the browser dropped it, because its Domain is ${domain}, and this host is ${host}`;
    return { reason: "domain", clause };
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

/** What a name promises that the attributes don't hold; null: they do. */
function brokenPrefix({ name, secure, path, domain }: CookieRecord): string | null {
  if (name.startsWith("__Host-") && !(secure && path === "/" && domain === null)) {
    return "the browser dropped it, because a name with __Host- needs Secure, Path=/ and no Domain";
  }
  return name.startsWith("__Secure-") && !secure
    ? "the browser dropped it, because a name with __Secure- needs Secure"
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

/** Path matching (RFC 6265 §5.1.4): what is asked for in a query plays no part. */
function isBelow(target: string, base: string): boolean {
  const [path = ""] = target.split("?", 1);
  if (path === base) return true;
  return path.startsWith(base.endsWith("/") ? base : `${base}/`);
}
