import type { IncomingMessage } from "node:http";
import { BalancerFailure } from "./failures.ts";
import { wholeAddress } from "./request-target.ts";

/**
 * Why a request can't be forwarded although Node could read it; null: it can.
 *
 * Two programs that disagree about where a request ends read two different requests, and
 * the rest of one becomes the beginning of someone else's (RFC 9112 §11.2, request
 * smuggling). So a request that can be read in two ways goes to no server.
 */
export function findFault(req: IncomingMessage): BalancerFailure | null {
  return (
    faultOfVersion(req) ??
    faultOfHost(req) ??
    faultOfCredentials(req) ??
    faultOfTarget(req) ??
    faultOfBody(req)
  );
}

function faultOfVersion({ httpVersion }: IncomingMessage): BalancerFailure | null {
  if (httpVersion === "1.1" || httpVersion === "1.0") return null;
  return new BalancerFailure(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
}

/** Every value of this header; the name is in lowercase. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter(
    (_text, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name,
  );
}

/** Node silently keeps the first of two; RFC 9110 §5.3 allows no second one. */
function faultOfCredentials(req: IncomingMessage): BalancerFailure | null {
  if (valuesOf(req, "authorization").length < 2) return null;
  return new BalancerFailure(400, "a request has one Authorization header at most");
}

/** RFC 9112 §3.2: more than one Host, or an invalid one, is a 400. */
function faultOfHost(req: IncomingMessage): BalancerFailure | null {
  const hosts = valuesOf(req, "host");
  const [host = ""] = hosts;
  if (hosts.length === 1 && isAuthority(host)) return null;
  return new BalancerFailure(400, "a request names one host, in one Host header");
}

/** A name or an address, optionally with a port: nothing else (RFC 9110 §7.2). */
function isAuthority(text: string): boolean {
  return /^([\w.~!$&'()*+,;=%-]+|\[[\da-f:.]+\])(:\d*)?$/i.test(text);
}

/** RFC 9112 §3.2: a path, or `*` to ask about the server as a whole. */
function faultOfTarget({ method, url = "" }: IncomingMessage): BalancerFailure | null {
  if (url.startsWith("/") || (url === "*" && method === "OPTIONS")) return null;
  const [, authority] = wholeAddress.exec(url) ?? [];
  if (authority !== undefined && isAuthority(authority)) return null;
  return new BalancerFailure(400, "the request's target is no path");
}

function faultOfBody({
  headers,
  httpVersion,
  method = "",
}: IncomingMessage): BalancerFailure | null {
  const coding = headers["transfer-encoding"];
  if (coding === undefined) return null;
  // RFC 9112 §6.1: HTTP/1.0 doesn't have it, and a coding we don't know is a 501.
  if (httpVersion === "1.0") {
    return new BalancerFailure(400, "HTTP/1.0 knows no Transfer-Encoding");
  }
  if (coding.toLowerCase() !== "chunked") {
    return new BalancerFailure(501, "the only Transfer-Encoding known here is chunked");
  }
  // http-proxy-3 1.23.3 removes the length for these two methods but sends the body
  // anyway (http-party/node-http-proxy issue 1720, CVE-2026-29057).
  if (["DELETE", "OPTIONS"].includes(method)) {
    return new BalancerFailure(411, `the body of a ${method} needs a Content-Length`);
  }
  return null;
}
