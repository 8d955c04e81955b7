import type { Browser, Response } from "#harness";

type KindOfRequest = { what: string; send: (browser: Browser) => Promise<Response> };

/** What a browser may send: a pin counts for all of it. */
export const kindsOfRequests: readonly KindOfRequest[] = [
  ...["HEAD", "POST", "PUT", "DELETE", "OPTIONS"].map((method) => ({
    what: `${method} /cart`,
    send: (browser: Browser) => browser.send(method, "/cart"),
  })),
  ...["/", "/healthz", "/products?page=2", "/cart/a/b/c", "/nowhere"].map((path) => ({
    what: `GET ${path}`,
    send: (browser: Browser) => browser.get(path),
  })),
  ...Object.entries({
    Connection: "close",
    "User-Agent": "another",
    "X-Forwarded-For": "192.0.2.7",
  }).map(([name, value]) => ({
    what: `a request whose ${name} was "${value}"`,
    send: (browser: Browser) => browser.get("/me", { headers: { [name]: value } }),
  })),
];
