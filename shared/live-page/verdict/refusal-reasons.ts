import type { StoreFacts, VersionId } from "../protocol.ts";

export type StoreState = StoreFacts["state"];

/** What is known of a refusal, and of whoever met it. */
export type Refusal = {
  version: VersionId;
  status: number;
  /** null: the balancer answered itself. */
  server: string | null;
  /** Every server that was tried, in order. */
  tried: readonly string[];
  signedInOn: string | null;
  signedOutOn: string | null;
  lostWith: string | null;
  /** A cookie of the sign-in that the browser sent no more. */
  missingCookie: string | null;
};

/** Why a version did not do what was asked of it, by what was measured. */
export function whyRefused(refusal: Refusal, store: StoreState): string {
  const { version, status, server, lostWith } = refusal;
  const [first, second] = refusal.tried;
  if (status === 401 && second !== undefined) {
    return `server ${first} said nothing, and server ${server}, asked instead, knows nobody`;
  }
  const last = refusal.tried.at(-1);
  const gone = lostWith === "Redis" ? "; the session itself is gone" : "";
  switch (status) {
    case 0:
      return "nothing answered";
    case 401:
      return whyUnknown(refusal);
    case 502:
      return `server ${last} was gone before it answered`;
    case 503:
      if (server === null) return "no server takes requests";
      return version === "jwt"
        ? `the token says who asks, but the cart is in Redis, which is ${store}`
        : `Redis is ${store}, so server ${server} can't look; it says 503, and the cookie stays${gone}`;
    case 504:
      return `server ${last} said nothing for 2 s, and the balancer gave up`;
    default:
      return `server ${server} answered ${status}`;
  }
}

function whyUnknown(refusal: Refusal): string {
  const { version, server, signedInOn, signedOutOn, lostWith, missingCookie } = refusal;
  if (signedInOn === null) return "nobody has signed in";
  if (signedOutOn !== null) return "the sign-in was ended";
  if (lostWith !== null) return `the session was in ${lostWith}, and is gone with it`;
  if (missingCookie !== null) {
    return `the browser has no ${missingCookie} any more: the cookie's time is over`;
  }
  return version === "in-memory" || version === "sticky"
    ? `the request went to server ${server}, and only server ${signedInOn} has the session`
    : `server ${server} takes the sign-in for nobody's`;
}
