import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  validateHeaderValue,
} from "node:http";
import { prepareForClient } from "../core/headers.ts";
import { STORE_CALLS_HEADER } from "../core/hop-header.ts";
import type { Pick } from "../core/pick.ts";

/** The range of final status codes (RFC 9110 §15). */
const FIRST_STATUS = 200;
const LAST_STATUS = 599;

/** Why a server's response can't be passed on; null: it can. */
export function describeFault({ statusCode, headers }: IncomingMessage): string | null {
  const status = statusCode ?? 0;
  if (status < FIRST_STATUS || status > LAST_STATUS) return `the status ${status}`;
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked") {
    return "a Transfer-Encoding that we don't know";
  }
  const bad = Object.entries(headers).find(([name, value]) => !isSendable(name, value));
  return bad ? `a header ${bad[0]} that holds control characters` : null;
}

// Node can read some responses that it refuses to write, and an error thrown while
// writing one would end the balancer.
function isSendable(name: string, value: string | string[] | undefined): boolean {
  try {
    for (const each of [value ?? []].flat()) validateHeaderValue(name, each);
    return true;
  } catch {
    return false;
  }
}

/** The headers for the client: the server's, without those only the balancer may set. */
export function headersForClient(
  { headers, statusCode }: IncomingMessage,
  { setCookie }: Pick,
): IncomingHttpHeaders {
  const passed = { ...headers };
  prepareForClient(passed);
  // RFC 9110 §8.6: an answer without content has no Content-Length.
  if (statusCode === 204) delete passed["content-length"];
  // Only the balancer speaks about hops, so what a server says about them is dropped.
  delete passed["x-hop"];
  delete passed["x-served-by"];
  delete passed[STORE_CALLS_HEADER];
  if (setCookie !== undefined) {
    passed["set-cookie"] = [...(passed["set-cookie"] ?? []), setCookie];
  }
  return passed;
}
