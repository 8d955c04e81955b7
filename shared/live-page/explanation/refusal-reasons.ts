import type { StoreFacts, VersionId } from "../protocol.ts";

export type StoreState = StoreFacts["state"];

/** What is known about a refusal, and about the user who got it. */
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
  /** A cookie of the sign-in that the browser no longer sent. */
  missingCookie: string | null;
};

/** Why a version didn't do what it was asked to, judging by what was measured. */
export function whyRefused(refusal: Refusal, store: StoreState): string {
  const { version, status, server, lostWith } = refusal;
  const [first, second] = refusal.tried;
  if (status === 401 && second !== undefined) {
    return `server ${first} didn't answer, and server ${server}, asked instead, doesn't know the session`;
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
      if (server === null) return "no server is taking requests";
      return version === "jwt"
        ? `the token says who is asking, but the cart is in Redis, which is ${store}`
        : `Redis is ${store}, so server ${server} can't look; it answers 503, and the cookie stays${gone}`;
    case 504:
      return `server ${last} didn't answer for 2 s, and the balancer gave up`;
    default:
      return `server ${server} answered ${status}`;
  }
}

function whyUnknown(refusal: Refusal): string {
  const { version, server, signedInOn, signedOutOn, lostWith, missingCookie } = refusal;
  if (signedInOn === null) return "no one has signed in";
  if (signedOutOn !== null) return "the session has been signed out";
  if (lostWith !== null) return `the session was in ${lostWith}, and was lost with it`;
  if (missingCookie !== null) {
    return `the browser no longer has ${missingCookie}: the cookie has expired`;
  }
  return version === "in-memory" || version === "sticky"
    ? `the request went to server ${server}, and only server ${signedInOn} has the session`
    : `server ${server} doesn't recognize the sign-in`;
}
