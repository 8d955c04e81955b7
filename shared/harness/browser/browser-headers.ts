/** What a page's own script sends with each request in today's browsers. */
export type PageRequest = {
  method: string;
  /** Scheme, host and port of the shop. */
  origin: string;
  /** Whether the page belongs to another site. */
  crossSite: boolean;
  /** In bytes; undefined if there's no body. */
  length: number | undefined;
  cookies: string;
  contentType: string | undefined;
  authorization: string | undefined;
};

const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/**
 * The headers of a request, in a browser's order. A check must look like any user, or
 * code could treat checks differently.
 */
export function headersOf(request: PageRequest): Record<string, string> {
  const { method, origin, crossSite, length, cookies, contentType, authorization } =
    request;
  const from = crossSite ? "https://evil.example" : origin;
  const asksOnly = method === "GET" || method === "HEAD";
  const headers: Record<string, string | undefined> = {
    Host: new URL(origin).host,
    Connection: "keep-alive",
    "Content-Length": length?.toString(),
    Authorization: authorization,
    "User-Agent": userAgent,
    "Content-Type": contentType,
    Accept: "*/*",
    // A page that only reads from its own shop sends no Origin.
    Origin: asksOnly && !crossSite ? undefined : from,
    "Sec-Fetch-Site": crossSite ? "cross-site" : "same-origin",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
    Referer: `${from}/`,
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en-US,en;q=0.9",
    Cookie: cookies === "" ? undefined : cookies,
  };
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) sent[name] = value;
  }
  return sent;
}
