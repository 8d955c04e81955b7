import assert from "node:assert/strict";
import { sendBytes } from "../support/raw-client.ts";
import { openShop } from "./open-shop.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

type Headers = Record<string, string>;

const body = '{"item":"kettle"}';
const https = { "X-Forwarded-Proto": "https" };

/** What a page from another site can send, or a program that imitates one. */
const foreign: Headers[] = [
  ...[
    "https://evil.example",
    "http://evil.example",
    "https://evil.example//shop.example",
    "https://evil.example/#//shop.example",
    "https://evil.example?//shop.example",
    "https://evil.example, http://shop.example",
    "http://shop.example, https://evil.example",
    "http://shop.example https://evil.example",
    "chrome-extension://shop.example",
    "moz-extension://shop.example",
    "file://shop.example",
    "https://shop.example",
    "http://shop.example:8080",
    "http://shop.example.",
    "http://evil-shop.example",
    "http://shop.example.evil.example",
    "http://sub.shop.example",
    "http://user@shop.example",
    "http://shop.example/",
    "http://shop.example/cart",
    "HTTP://evil.example",
    "//shop.example",
    "shop.example",
    "http://",
    "null",
    "",
    "x",
  ].map((Origin) => ({ Origin })),
  { Origin: "http://shop.example", ...https },
  { Origin: "https://evil.example", ...https },
  { Origin: "https://shop.example:8443", ...https },
  ...["file", "data", "foo", "javascript"].map((scheme) => ({
    Origin: "null",
    "X-Forwarded-Proto": scheme,
  })),
  ...["cross-site", "same-site", "same-origin, cross-site", "Same-Origin", ""].map(
    (site) => ({ "Sec-Fetch-Site": site }),
  ),
  { "Sec-Fetch-Site": "cross-site", Origin: "http://shop.example" },
  { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" },
  { "Sec-Fetch-Site": "none", Origin: "https://evil.example" },
];

const ours: Headers[] = [
  {},
  { Origin: "http://shop.example" },
  { Origin: "https://shop.example", ...https },
  { "Sec-Fetch-Site": "same-origin" },
  { "Sec-Fetch-Site": "none" },
  { "Sec-Fetch-Site": "same-origin", Origin: "http://shop.example" },
];

const methods = ["POST", "PUT", "PATCH", "DELETE"];

function write(method: string, path: string, headers: Headers): string {
  const lines = Object.entries({
    Host: "shop.example",
    "X-User": "alice",
    "Content-Type": "application/json",
    "Content-Length": String(body.length),
    Connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

/**
 * Requests from another site's pages (OWASP CSRF Prevention Cheat Sheet; RFC 6454 §5).
 */
export const crossSite: ProbeGroup = {
  name: "requests from another site",
  async open() {
    const shop = await openShop();
    const send = async (method: string, path: string, headers: Headers) =>
      (await sendBytes(shop.port, write(method, path, headers)))[0]?.status;
    const refused = foreign.flatMap((headers) =>
      [...methods.map((method) => [method, "/cart"]), ["POST", "/logout"]].map(
        ([method = "", path = ""]): Probe => ({
          title: `${method} ${path}, ${JSON.stringify(headers)}: refused`,
          run: async () => assert.equal(await send(method, path, headers), 403),
        }),
      ),
    );
    const accepted = ours.map(
      (headers): Probe => ({
        title: `POST /cart, ${JSON.stringify(headers)}: taken`,
        run: async () => assert.equal(await send("POST", "/cart", headers), 201),
      }),
    );
    const read = foreign.map(
      (headers): Probe => ({
        title: `GET /products, ${JSON.stringify(headers)}: anybody may read it`,
        run: async () => assert.equal(await send("GET", "/products", headers), 200),
      }),
    );
    return {
      probes: [...refused, ...accepted, ...read],
      [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
    };
  },
};
