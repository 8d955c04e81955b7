import type { IncomingMessage } from "node:http";

/** A target that names host and path in one: `http://shop.example/me`. */
export const wholeAddress = /^https?:\/\/([^/?#]*)(.*)$/i;

/**
 * Brings a request that names its whole address into the form that servers read: a path,
 * and the address in Host. What stood in Host before is void (RFC 9112 §3.2.2).
 */
export function useOriginForm(req: IncomingMessage): void {
  const [, host, rest = ""] = wholeAddress.exec(req.url ?? "") ?? [];
  if (host === undefined) return;
  req.headers.host = host;
  req.url = rest.startsWith("/") ? rest : `/${rest}`;
}
