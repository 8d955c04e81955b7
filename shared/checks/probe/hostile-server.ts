import assert from "node:assert/strict";
import type { Lab } from "../../harness/lab/lab.ts";
import { sendBytes } from "../support/raw-client.ts";
import type { Probe, ProbeGroup } from "./probe.ts";
import { openRawShop } from "./raw-shop.ts";

/** What a server writes, and which statuses a client may get for it. */
type Response = [title: string, bytes: string, allowed: readonly number[]];

const hello = "Content-Length: 5\r\n\r\nhello";
const nonsense: Response[] = [
  ...["000", "001", "099", "600", "666", "999", "20", "2000", "abc", "-1", ""].map(
    (status): Response => [
      `the status "${status}"`,
      `HTTP/1.1 ${status} x\r\n${hello}`,
      [502],
    ],
  ),
  ["a status line and no more", "HTTP/1.1\r\n\r\n", [502]],
  ["no HTTP at all", "hello\r\n\r\n", [502]],
  ["another version", `HTTP/3.7 200 OK\r\n${hello}`, [502]],
  ["a 101 that nobody asked for", "HTTP/1.1 101 Switching\r\n\r\n", [502]],
  [
    "a 101 with an upgrade",
    "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    [502],
  ],
  ["a 101 and an answer", `HTTP/1.1 101 x\r\n\r\nHTTP/1.1 200 OK\r\n${hello}`, [502]],
  [
    "a length and chunks",
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n${hello}`,
    [502],
  ],
  ["two lengths", `HTTP/1.1 200 OK\r\nContent-Length: 9\r\n${hello}`, [502]],
  ["a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello", [502]],
  ["a header with a NUL", `HTTP/1.1 200 OK\r\nX-A: a\0b\r\n${hello}`, [502]],
  ["a header with an escape", `HTTP/1.1 200 OK\r\nX-A: \x1b[2J\r\n${hello}`, [502]],
  [
    "a cookie with a control character",
    `HTTP/1.1 200 OK\r\nSet-Cookie: a=\x01\r\n${hello}`,
    [502],
  ],
  [
    "a header of 20 kB",
    `HTTP/1.1 200 OK\r\nX-A: ${"x".repeat(20_000)}\r\n${hello}`,
    [502],
  ],
  ["a name with a blank", `HTTP/1.1 200 OK\r\nX A: b\r\n${hello}`, [502]],
  ["a folded header", `HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\n${hello}`, [502]],
];

const harmless: Response[] = [
  ["a control character in the reason", `HTTP/1.1 200 O\x07K\r\n${hello}`, [200, 502]],
  ["a reason with an escape", `HTTP/1.1 404 \x1b[31mno\r\n${hello}`, [404, 502]],
  ["a reason in latin1", `HTTP/1.1 200 \xfcber\r\n${hello}`, [200]],
  ["no reason", `HTTP/1.1 200\r\n${hello}`, [200]],
  [
    "a hundred 100s before it",
    `${"HTTP/1.1 100 Continue\r\n\r\n".repeat(100)}HTTP/1.1 200 OK\r\n${hello}`,
    [200],
  ],
  [
    "a 103 before it",
    `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n${hello}`,
    [200],
  ],
  ["a trailer that is announced", `HTTP/1.1 200 OK\r\nTrailer: X-A\r\n${hello}`, [200]],
  [
    "a connection that names the length",
    `HTTP/1.1 200 OK\r\nConnection: content-length\r\n${hello}`,
    [200],
  ],
  [
    "a connection that upgrades",
    `HTTP/1.1 200 OK\r\nConnection: upgrade\r\nUpgrade: h2c\r\n${hello}`,
    [200],
  ],
  [
    "a second answer",
    `HTTP/1.1 200 OK\r\n${hello}HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{"user":"bob"}`,
    [200, 502],
  ],
  ["a body behind a 204", `HTTP/1.1 204 No Content\r\n\r\n{"user":"bob"}`, [204, 502]],
  ["a body behind a 304", `HTTP/1.1 304 Not Modified\r\n${hello}`, [304, 502]],
];

/** Makes the server write these bytes, and then lets Alice ask. */
async function answerWith(lab: Lab, [title, bytes, allowed]: Response): Promise<void> {
  const length = `Content-Length: ${bytes.length}`;
  const head = ["POST /raw HTTP/1.1", "Host: shop", length, "Connection: close"];
  const got = await sendBytes(lab.port, `${head.join("\r\n")}\r\n\r\n${bytes}`);
  const [first] = got;
  assert.ok(first, `${title}: no answer`);
  assert.ok(allowed.includes(first.status), `${title}: answered ${first.status}`);
  assert.equal(got.length, 1, `${title}: ${got.length} answers`);
  if (first.status === 502) {
    const lines = first.body.trim().split("\n");
    assert.ok(
      lines.length === 1 && /server A/.test(first.body),
      `${title}: ${first.body}`,
    );
  }
  assert.ok(!lab.balancerHasEnded, `${title}: the balancer has ended`);
  for (let time = 1; time <= 2; time++) {
    const [alice] = await sendBytes(
      lab.port,
      "GET /me HTTP/1.1\r\nHost: shop\r\nX-User: alice\r\nConnection: close\r\n\r\n",
    );
    assert.match(
      alice?.body ?? "nothing",
      /"user":"alice"/,
      `${title}: what Alice hears`,
    );
  }
}

/** Servers whose answer isn't valid: the balancer says so, and continues. */
export const hostileServer: ProbeGroup = {
  name: "servers that speak no HTTP",
  async open() {
    const shop = await openRawShop();
    const probes = [...nonsense, ...harmless].map(
      (each): Probe => ({ title: each[0], run: () => answerWith(shop.lab, each) }),
    );
    return { probes, [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose]() };
  },
};
