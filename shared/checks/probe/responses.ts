import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Lab } from "../../harness/lab/lab.ts";
import { openSolution } from "../support/labs.ts";
import {
  headOf,
  type RawResponse,
  sendBytes,
  sendForever,
} from "../support/raw-client.ts";
import { openShop } from "./open-shop.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

type Case = [title: string, line: string, body: string, status: number, more?: string[]];

const routes: Record<string, readonly string[]> = {
  "/healthz": ["GET", "HEAD"],
  "/readyz": ["GET", "HEAD"],
  "/products": ["GET", "HEAD"],
  "/me": ["GET", "HEAD"],
  "/admin/accounts": ["GET", "HEAD"],
  "/login": ["POST"],
  "/logout": ["POST"],
  "/cart": ["GET", "HEAD", "POST"],
};
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"];
const user = ["X-User: alice"];
const long = JSON.stringify({ item: "x".repeat(20_000) });

const cases: Case[] = [
  ["no such page", "GET /nothing", "", 404],
  ["a stranger", "GET /me", "", 401],
  ["bad JSON", "POST /login", "{", 400],
  ["a list", "POST /login", "[]", 400],
  ["a wrong password", "POST /login", '{"user":"alice","password":"x"}', 401],
  ["a sign-in", "POST /login", '{"user":"alice","password":"wonderland"}', 200],
  ["too large a body", "POST /cart", long, 413, user],
  ["not for her", "GET /admin/accounts", "", 403, user],
  ["another site", "POST /cart", "{}", 403, [...user, "Origin: https://evil.example"]],
  [
    "a charset that nobody knows",
    "POST /cart",
    "{}",
    415,
    [...user, "Content-Type: application/json; charset=klingon"],
  ],
  ["a path that can't be decoded", "GET /%ff", "", 404],
  ["the products", "GET /products", "", 200],
  ["her name", "GET /me", "", 200, user],
];

function write(line: string, body: string, more: readonly string[] = []): string {
  const type = more.some((text) => text.startsWith("Content-Type"))
    ? []
    : ["Content-Type: application/json"];
  const length = body === "" ? [] : [...type, `Content-Length: ${body.length}`];
  const head = [
    `${line} HTTP/1.1`,
    "Host: shop",
    "Connection: close",
    ...more,
    ...length,
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function assertSafe({ head }: RawResponse): void {
  assert.match(head, /^x-content-type-options: nosniff\r?$/im);
  assert.match(head, /^cache-control: no-store\r?$/im);
  assert.doesNotMatch(head, /^x-powered-by/im);
}

/** How long a connection with too much input may stay open, in ms. */
const within = 6_000;
const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;

/** Endless bodies: each is answered, and its connection ends. */
function neverEnding(what: string, port: number): Probe[] {
  const lines = ["POST /cart", "GET /products"];
  const types = ["application/json", "text/plain"];
  return lines.flatMap((line) =>
    types.map((type) => ({
      title: `${what}: ${line} with a body of ${type} that never ends`,
      run: async () => {
        const coding = "Transfer-Encoding: chunked";
        const head = [`${line} HTTP/1.1`, "Host: shop", `Content-Type: ${type}`, coding];
        const origin = `http://127.0.0.1:${port}`;
        const start = headOf(...head);
        const { responses } = await sendForever(origin, start, chunk, { within });
        assert.equal(responses.length, 1);
        assert.ok((responses[0]?.status ?? 500) < 500, `${responses[0]?.status}`);
      },
    })),
  );
}

/** What the balancer answers itself, and what Node answers for it. */
function balancersOwn(port: number): Probe[] {
  const requests: [bytes: string, status: number][] = [
    ["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
    ["DELETE / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411],
    [
      "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      501,
    ],
    ["hello\r\n\r\n", 400],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ];
  return requests.map(([bytes, status]) => ({
    title: `the balancer's own ${status} to ${JSON.stringify(bytes.slice(0, 40))}`,
    run: async () => {
      const [answer] = await sendBytes(port, bytes);
      assert.equal(answer?.status, status);
      assertSafe(answer);
    },
  }));
}

/** A request that was refused as too large must not have been carried out. */
function refusedIsNotDone(lab: Lab): Probe {
  return {
    title: "what is refused as too large is not put into the cart, packed or not",
    run: async () => {
      const alice = lab.browser("alice");
      await alice.signIn();
      const padded = `{"item":"kettle"}${" ".repeat(20_000)}`;
      const json = { "Content-Type": "application/json" };
      const plain = await alice.send("POST", "/cart", { body: padded, headers: json });
      assert.equal(plain.status, 413);
      const chunked = await sendBytes(
        lab.port,
        `${["POST /cart HTTP/1.1", "Host: shop", `Cookie: __Host-sid=${alice.cookie("__Host-sid")}`, "Content-Type: application/json", "Transfer-Encoding: chunked"].join("\r\n")}\r\n\r\n${padded.length.toString(16)}\r\n${padded}\r\n0\r\n\r\n`,
      );
      assert.equal(chunked[0]?.status, 413);
      const packed = gzipSync(
        JSON.stringify({ item: "x".repeat(10), pad: "y".repeat(90_000) }),
      );
      const unpacked = await sendBytes(
        lab.port,
        `${["POST /cart HTTP/1.1", "Host: shop", `Cookie: __Host-sid=${alice.cookie("__Host-sid")}`, "Content-Type: application/json", "Content-Encoding: gzip", `Content-Length: ${packed.length}`].join("\r\n")}\r\n\r\n${packed.toString("latin1")}`,
      );
      assert.equal(unpacked[0]?.status, 413);
      assert.deepEqual((await alice.get("/cart")).cart, []);
    },
  };
}

/** What every response says, no matter which (OWASP ASVS 5.0, 3.4; RFC 9110 §15.5.6). */
export const responses: ProbeGroup = {
  name: "what the shop's responses say",
  async open() {
    const shop = await openShop();
    const send = async (bytes: string) => {
      const [first] = await sendBytes(shop.port, bytes);
      assert.ok(first, "no answer");
      return first;
    };
    const told = cases.map(
      ([title, line, body, status, more]): Probe => ({
        title,
        run: async () => {
          const response = await send(write(line, body, more));
          assert.equal(response.status, status);
          assertSafe(response);
        },
      }),
    );
    const others = Object.entries(routes).flatMap(([path, known]) =>
      methods
        .filter((method) => !known.includes(method))
        .map(
          (method): Probe => ({
            title: `${method} ${path}: 405, and what it takes`,
            run: async () => {
              const response = await send(write(`${method} ${path}`, "", user));
              assert.equal(response.status, 405);
              assert.ok(response.head.includes(`Allow: ${known.join(", ")}, OPTIONS`));
              assertSafe(response);
            },
          }),
        ),
    );
    const options = Object.keys(routes).map(
      (path): Probe => ({
        title: `OPTIONS ${path}: what it takes`,
        run: async () => {
          const response = await send(write(`OPTIONS ${path}`, "", user));
          assert.equal(response.status, 204);
          assert.match(response.head, /^Allow: /m);
        },
      }),
    );
    const memory = await openSolution("01", { servers: 1 });
    const sticky = await openSolution("02", { servers: 1 });
    const endless = [
      ...neverEnding("the shop", shop.port),
      ...neverEnding("the balancer", memory.port),
      // This one buffers a body, so that it can send it twice.
      ...neverEnding("the balancer of 02", sticky.port),
    ];
    const ownWords = balancersOwn(memory.port);
    return {
      probes: [
        ...told,
        ...others,
        ...options,
        ...endless,
        ...ownWords,
        refusedIsNotDone(memory),
      ],
      async [Symbol.asyncDispose]() {
        const opened = [shop, memory, sticky];
        await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()));
      },
    };
  },
};
