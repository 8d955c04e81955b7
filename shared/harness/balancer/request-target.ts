import type { IncomingMessage } from "node:http";

/** A target with host and path in one: `http://shop.example/me`. */
export const wholeAddress = /^https?:\/\/([^/?#]*)(.*)$/i;

/**
 * Rewrites a request whose target is a full URL into the form servers read: a path, with
 * the host in Host. Any earlier Host value is void (RFC 9112 §3.2.2).
 */
export function useOriginForm(req: IncomingMessage): void {
  const [, host, rest = ""] = wholeAddress.exec(req.url ?? "") ?? [];
  if (host === undefined) return;
  req.headers.host = host;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
}
