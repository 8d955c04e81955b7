import type { IncomingHttpHeaders } from "node:http";

// RFC 9110 §7.6.1: these are about one connection and must not travel past a proxy. None
// of http-proxy, http-proxy-3 and httpxy removes them.
const hopByHop = [
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "upgrade",
  "http2-settings",
];

// These say where a message ends, who it is for, and who sent it from where. A client
// that names one of them in Connection wants it removed, so that the server would read a
// different message.
const kept = new Set([
  "content-length",
  "transfer-encoding",
  "host",
  "origin",
  "sec-fetch-site",
  "authorization",
  "cookie",
]);

/**
 * Prepares a client's headers for forwarding, in place: drops what belongs to the
 * client's own connection, and replaces every X-Forwarded-* with what the balancer itself
 * saw. What a client claims there is worth nothing.
 *
 * The balancer plays a front that ends TLS, as in production, which is why the browsers
 * send back cookies with Secure. So it says https, although everything inside the lab is
 * http.
 */
export function prepareForUpstream(
  headers: IncomingHttpHeaders,
  seen: { address: string; port: number; host: string },
): void {
  dropHopByHop(headers);
  // The balancer has already answered this header itself, with 100 Continue.
  delete headers.expect;
  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-forwarded-") || name === "forwarded") delete headers[name];
  }
  // The connection to the server is the balancer's own, and it stays open.
  headers.connection = "keep-alive";
  headers["x-forwarded-for"] = seen.address;
  headers["x-forwarded-proto"] = "https";
  headers["x-forwarded-host"] = seen.host;
  headers["x-forwarded-port"] = String(seen.port);
}

/**
 * Prepares a server's headers for a client, in place. How the client's connection is
 * used, and how a body of unknown length ends, is up to the balancer.
 */
export function prepareForClient(headers: IncomingHttpHeaders): void {
  dropHopByHop(headers);
  delete headers["transfer-encoding"];
}

function dropHopByHop(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? "").toLowerCase().split(",");
  for (const name of [...named.map((text) => text.trim()), ...hopByHop]) {
    if (!kept.has(name)) delete headers[name];
  }
  delete headers.connection;
}
