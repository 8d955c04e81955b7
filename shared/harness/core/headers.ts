import type { IncomingHttpHeaders } from "node:http";

// RFC 9110 §7.6.1: these speak about one connection and must not travel past a proxy.
// None of http-proxy, http-proxy-3 and httpxy removes them.
const hopByHop = [
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  // The balancer has answered this one itself, with 100 Continue.
  "expect",
];

/**
 * Makes a client's headers fit to be sent on, in place: drops what belongs to the
 * client's own connection, and replaces every X-Forwarded-* by what the balancer itself
 * saw. What a client claims there is worth nothing.
 */
export function prepareForUpstream(
  headers: IncomingHttpHeaders,
  seen: { address: string; port: number; host: string },
): void {
  const named = (headers.connection ?? "").toLowerCase().split(",");
  const drop = new Set([...hopByHop, ...named.map((name) => name.trim())]);
  for (const name of Object.keys(headers)) {
    if (drop.has(name) || name.startsWith("x-forwarded-") || name === "forwarded") {
      delete headers[name];
    }
  }
  // The connection to the server is the balancer's own, and it keeps it open.
  headers.connection = "keep-alive";
  headers["x-forwarded-for"] = seen.address;
  headers["x-forwarded-proto"] = "http";
  headers["x-forwarded-host"] = seen.host;
  headers["x-forwarded-port"] = String(seen.port);
}
