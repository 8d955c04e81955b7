import assert from "node:assert/strict";
import type { Lab } from "../../harness/lab/lab.ts";
import { type RawResponse, sendBytes } from "../support/raw-client.ts";
import type { Probe, ProbeGroup } from "./probe.ts";
import { openRawShop } from "./raw-shop.ts";

type Attack = [title: string, bytes: string, allowed: readonly number[]];

// A second request hidden in the body of the first: the next one answered on this
// connection is answered as Bob.
const hidden = "GET /hidden HTTP/1.1\r\nHost: shop\r\nX-User: bob\r\n\r\n";
const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
const chunkedHello = "5\r\nhello\r\n0\r\n\r\n";

/** A request with these header lines, as Mallory's program sends it. */
function write(line: string, headers: readonly string[], body = ""): string {
  const head = [line, "Host: shop", "X-User: mallory", ...headers];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

// Unless configured otherwise, Node shows the first thousand headers, but obeys all of
// them.
const many = Array.from({ length: 1_100 }, () => "a:");

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/** Bodies whose length the balancer and a server might read differently. */
const ofMethods: Attack[] = methods.flatMap((method): Attack[] => {
  const line = `${method} / HTTP/1.1`;
  const length = `Content-Length: ${hidden.length}`;
  const te = "Transfer-Encoding: chunked";
  const without = ["DELETE", "OPTIONS"].includes(method) ? [411] : [200, 400];
  return [
    [`${method}, chunked`, write(line, [te], chunked), without],
    [`${method}, with a length`, write(line, [length], hidden), [200, 400]],
    [
      `${method}, Connection names Content-Length`,
      write(line, [length, "Connection: Content-Length"], hidden),
      [200, 400],
    ],
    [
      `${method}, Connection names Transfer-Encoding`,
      write(line, [te, "Connection: close, transfer-encoding"], chunked),
      without,
    ],
    [
      `${method}, Connection names Host`,
      write(line, [length, "Connection: Host, keep-alive"], hidden),
      [200, 400],
    ],
    [
      `${method}, its length behind 1100 other headers`,
      write(line, [...many, length], hidden),
      [200, 400, 431],
    ],
    [
      `${method}, chunked behind 1100 other headers`,
      write(line, [...many, te], chunked),
      [200, 400, 411, 431],
    ],
    [`${method}, length and chunked`, write(line, [length, te], chunked), [400]],
    [`${method}, chunked and length`, write(line, [te, length], chunked), [400]],
  ];
});

const post = "POST / HTTP/1.1";
const lengths = [
  "Content-Length: 5\r\nContent-Length: 5",
  "Content-Length: 5\r\nContent-Length: 50",
  "Content-Length: 5, 5",
  "Content-Length: +5",
  "Content-Length: -5",
  "Content-Length: 0x5",
  "Content-Length: 5 5",
  "Content-Length: 5.0",
  "Content-Length: five",
  "Content-Length: ",
  "Content-Length : 5",
  "Content-Length:\r\n 5",
  "Content-Length: 99999999999999999999",
];
const codings = [
  "Transfer-Encoding: identity",
  "Transfer-Encoding: gzip, chunked",
  "Transfer-Encoding: chunked, gzip",
  "Transfer-Encoding: chunked, chunked",
  "Transfer-Encoding: chunked, identity",
  "Transfer-Encoding: xchunked",
  "Transfer-Encoding: chunkedx",
  "Transfer-Encoding: chunked;q=1",
  'Transfer-Encoding: "chunked"',
  "Transfer-Encoding: ,chunked",
  "Transfer-Encoding: chunked,",
  "Transfer-Encoding: \x0bchunked",
  "Transfer-Encoding: chunked\x0b",
  "Transfer-Encoding: ",
  "Transfer-Encoding : chunked",
  "Transfer-Encoding:\r\n chunked",
  "Transfer-Encoding:\n chunked",
  "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
  "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
  "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
  " Transfer-Encoding: chunked",
  "X-A: b\r\n Transfer-Encoding: chunked",
  "X-A: b\rTransfer-Encoding: chunked",
  "X-A: b\nTransfer-Encoding: chunked",
  "X-A: b\0\r\nTransfer-Encoding: chunked",
];
const chunks = [
  ["0x in front", "0x5\r\nhello\r\n0\r\n\r\n"],
  ["a sign", "+5\r\nhello\r\n0\r\n\r\n"],
  ["a negative one", "-5\r\nhello\r\n0\r\n\r\n"],
  ["a blank in front", " 5\r\nhello\r\n0\r\n\r\n"],
  ["no end of line", "5\nhello\n0\n\n"],
  ["a bare line feed", "5\nhello\r\n0\r\n\r\n"],
  ["an extension that ends in a line feed", "5;a\nhello\r\n0\r\n\r\n"],
  ["one that is larger than numbers get", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"],
  ["one that is too short", "3\r\nhello\r\n0\r\n\r\n"],
  ["one that wraps around", "100000005\r\nhello\r\n0\r\n\r\n"],
  ["none", "\r\nhello\r\n0\r\n\r\n"],
  ["a length among the trailers", "5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n"],
] as const;
const te = "Transfer-Encoding: chunked";

const refused: Attack[] = [
  ...lengths.map((line): Attack => [line, write(post, [line], "hello"), [400]]),
  ...codings.map((line): Attack => [line, write(post, [line], chunkedHello), [400, 501]]),
  ...chunks.map(
    ([what, body]): Attack => [
      `a size of a chunk: ${what}`,
      write(post, [te], body),
      // An unfinished request isn't a request yet, and the server waits for the rest.
      [400, 408],
    ],
  ),
  ["HTTP/1.0, chunked", write("POST / HTTP/1.0", [te], chunked), [400]],
  ["two hosts", write("GET / HTTP/1.1", ["Host: other"]), [400]],
  [
    "two hosts, and a request behind it",
    write("GET / HTTP/1.1", ["Host: other"], hidden),
    [400],
  ],
  [
    "a chunked DELETE, and a request behind it",
    write("DELETE / HTTP/1.1", [te], `${chunkedHello}${hidden}`),
    [411],
  ],
  [
    "HTTP/1.0, chunked and kept alive, and a request behind it",
    write("POST / HTTP/1.0", [te, "Connection: keep-alive"], `${chunkedHello}${hidden}`),
    [400],
  ],
  [
    "two passwords",
    write("GET / HTTP/1.1", ["Authorization: Basic YQ==", "Authorization: Basic Yg=="]),
    [400],
  ],
  ["two hosts alike", write("GET / HTTP/1.1", ["Host: shop"]), [400]],
  ["no host", "GET / HTTP/1.1\r\nX-User: mallory\r\n\r\n", [400]],
  ["an empty host", "GET / HTTP/1.1\r\nHost:\r\nX-User: mallory\r\n\r\n", [400]],
  ...["a b", "a/b", "u@shop", "shop:x", "shop#", "shop?", "a\\b", "[::1"].map(
    (host): Attack => [
      `the host ${host}`,
      `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      [400],
    ],
  ),
  ["a folded line", write("GET / HTTP/1.1", ["X-A: b\r\n c"]), [400]],
  ["lines that end in a line feed", "GET / HTTP/1.1\nHost: shop\n\n", [400]],
  ["a blank before the first header", "GET / HTTP/1.1\r\n Host: shop\r\n\r\n", [400]],
  ["a name with a blank", write("GET / HTTP/1.1", ["X A: b"]), [400]],
  ["a line without a colon", write("GET / HTTP/1.1", ["hello"]), [400]],
  ["a target with a blank", write("GET /a b HTTP/1.1", []), [400]],
  ["a target that is no path", write("GET hello HTTP/1.1", []), [400]],
  ["a target of *", write("GET * HTTP/1.1", []), [400]],
  ["an address of another kind", write("GET ftp://shop/ HTTP/1.1", []), [400]],
  ["an address with a user", write("GET http://u@shop/ HTTP/1.1", []), [400]],
  ["HTTP/0.9", "GET /\r\n\r\n", [400, 505]],
  ["HTTP/1.9", write("GET / HTTP/1.9", []), [400, 505]],
  ["HTTP/2.0", write("GET / HTTP/2.0", []), [400, 505]],
];

const accepted: Attack[] = [
  ["a length with a blank after it", write(post, ["Content-Length: 5 "], "hello"), [200]],
  ["CHUNKED", write(post, ["Transfer-Encoding: CHUNKED"], chunkedHello), [200]],
  [
    "a chunk with an extension",
    write(post, [te], "5;name=value\r\nhello\r\n0\r\n\r\n"),
    [200],
  ],
  ["a whole address", write("GET http://shop/me HTTP/1.1", []), [200]],
  [
    "an upgrade to h2c",
    write("GET / HTTP/1.1", ["Connection: Upgrade", "Upgrade: h2c"]),
    [200],
  ],
  ["HTTP/1.0", write("GET / HTTP/1.0", []), [200]],
  ["a path of two slashes", write("GET //other/me HTTP/1.1", []), [200]],
];

/** How many requests the server has received, including this one. */
async function countRequests({ port }: Lab): Promise<number> {
  const [answer] = await sendBytes(
    port,
    "GET /count HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n",
  );
  return Number(/"requests":(\d+)/.exec(answer?.body ?? "")?.[1]);
}

/** Tries it, and then lets Alice ask: no one may be answered in someone else's place. */
async function attack(lab: Lab, [title, bytes, allowed]: Attack): Promise<void> {
  const before = await countRequests(lab);
  const mine = await sendBytes(lab.port, bytes);
  const [first] = mine;
  assert.ok(first, `${title}: no answer`);
  assert.ok(allowed.includes(first.status), `${title}: answered ${first.status}`);
  for (const other of mine.slice(1)) {
    // A refused request ends its connection; anything after it belongs to no one.
    assert.equal(other.status, 400, `${title}: a second answer of ${other.status}`);
  }
  const hears = (of: RawResponse) => /"user":"(\w+)"/.exec(of.body)?.[1];
  if (first.status === 200 && hears(first) !== undefined) {
    assert.equal(hears(first), "mallory", title);
  }
  // Anything after a refused request belongs to no one, and reaches no server.
  const heard = (await countRequests(lab)) - before - 1;
  assert.ok(heard <= (title.includes("behind it") ? 0 : 1), `${title}: heard ${heard}`);
  for (let time = 1; time <= 3; time++) {
    const alice = await sendBytes(
      lab.port,
      "GET /me HTTP/1.1\r\nHost: shop\r\nX-User: alice\r\nConnection: close\r\n\r\n",
    );
    assert.deepEqual(alice.map(hears), ["alice"], `${title}: what Alice hears`);
  }
}

/** RFC 9112 §6 and §11.2, byte by byte, against the real balancer. */
export const smuggling: ProbeGroup = {
  name: "requests that can be read in two ways",
  async open() {
    const shop = await openRawShop();
    const probes = [...ofMethods, ...refused, ...accepted].map(
      (each): Probe => ({
        title: JSON.stringify(each[0]).slice(1, -1),
        run: () => attack(shop.lab, each),
      }),
    );
    return { probes, [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose]() };
  },
};
