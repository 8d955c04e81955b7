import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { openStream } from "../support/page-stream.ts";
import { headOf, sendForever } from "../support/raw-client.ts";
import { RunningPage } from "../support/running-page.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

type Headers = Record<string, string>;
type Told = { status: number; body: string; headers: IncomingMessage["headers"] };

const signIn = JSON.stringify({ action: "sign-in" });

/** Sends requests as a program can: with any headers. */
function asker(lab: RunningPage) {
  return async (
    method: string,
    path: string,
    headers: Headers,
    body = "",
  ): Promise<Told> => {
    const sent = request(`${lab.origin}${path}`, { method, headers, agent: false });
    sent.end(body);
    const [answer]: IncomingMessage[] = await once(sent, "response");
    assert.ok(answer);
    const { statusCode: status = 0, headers: told } = answer;
    return { status, headers: told, body: await text(answer) };
  };
}

/** Senders that aren't the page of this run, and what they send instead. */
function strangers(lab: RunningPage): Headers[] {
  const { port } = new URL(lab.origin);
  const { token } = lab;
  return [
    ...[
      "",
      "x",
      token.slice(1),
      `${token}x`,
      token.toUpperCase(),
      `${token}, ${token}`,
    ].map((key) => ({ "X-Lab-Token": key })),
    ...[
      "https://evil.example",
      "http://evil.example",
      `http://127.0.0.1:${Number(port) + 1}`,
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `http://127.0.0.1:${port}.evil.example`,
      `http://evil.example//127.0.0.1:${port}`,
      `http://127.0.0.1:${port}, https://evil.example`,
      "null",
      "",
    ].map((Origin) => ({ Origin })),
    ...[
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1.evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
      `127.1:${port}`,
    ].map((Host) => ({ Host })),
    ...["cross-site", "same-site", "same-origin, cross-site"].map((site) => ({
      "Sec-Fetch-Site": site,
    })),
  ];
}

const bodies = [
  "",
  "{",
  "null",
  "[]",
  "7",
  '"sign-in"',
  "{}",
  '{"action":"flush"}',
  '{"action":"SIGN-IN"}',
  '{"action":["sign-in"]}',
  '{"action":"__proto__"}',
  '{"action":"kill-server"}',
  '{"action":"kill-server","server":"AA"}',
  '{"action":"kill-server","server":"a"}',
  '{"action":"kill-server","server":"../A"}',
  '{"action":"kill-server","server":1}',
  '{"action":"kill-server","server":"A","guess":"jwt"}',
  '{"action":"kill-server","server":"A","guess":["jwt","jwt","jwt","jwt","jwt"]}',
  '{"action":"traffic"}',
  '{"action":"traffic","on":"yes"}',
];

const paths = [
  "/nothing",
  "/protocol.ts",
  "/tsconfig.json",
  "/page/main.js",
  "/../protocol.ts",
  "/%2e%2e/protocol.ts",
  "/..%2fwire.ts",
  "/..%5cwire.ts",
  "/main.js/../../protocol.ts",
  "/main.js%00",
  "/.git/config",
  "/package.json",
  "/uplot.js/../package.json",
  "//etc/passwd",
];

const methods = ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

function probesOf(lab: RunningPage): Probe[] {
  const ask = asker(lab);
  const page = {
    Host: new URL(lab.origin).host,
    Origin: lab.origin,
    "X-Lab-Token": lab.token,
    "Content-Type": "application/json",
  };
  const refused = strangers(lab).map(
    (headers): Probe => ({
      title: `a press with ${JSON.stringify(headers).replaceAll(lab.token, "<key>")}`,
      run: async () => {
        const told = await ask("POST", "/actions", { ...page, ...headers }, signIn);
        assert.ok([400, 403].includes(told.status), `${told.status}`);
        assert.ok(!told.body.includes(lab.token), "the key is in the answer");
      },
    }),
  );
  const malformed = bodies.map(
    (body): Probe => ({
      title: `a press that says ${body || "nothing"}`,
      run: async () => {
        assert.equal((await ask("POST", "/actions", page, body)).status, 400);
      },
    }),
  );
  const hidden = paths.map(
    (path): Probe => ({
      title: `GET ${path} shows nothing`,
      run: async () => {
        const { status } = await ask("GET", path, { Host: page.Host });
        assert.ok([400, 404].includes(status), `${status}`);
      },
    }),
  );
  const known = ["/", "/main.js", "/events", "/actions", "/uplot.js"].flatMap((path) =>
    methods.map(
      (method): Probe => ({
        title: `${method} ${path}: 405, and what it takes`,
        run: async () => {
          const told = await ask(method, path, page);
          assert.equal(told.status, 405);
          assert.ok(told.headers.allow);
        },
      }),
    ),
  );
  /** How long a connection with too much input may stay open, in ms. */
  const within = 6_000;
  const chunk = `400\r\n${"x".repeat(0x400)}\r\n`;
  const endless = [
    "POST /actions",
    "POST /nothing",
    "GET /",
    "POST /events",
    "GET /events",
  ].flatMap((line) =>
    [page, { Host: page.Host }].map(
      (headers, at): Probe => ({
        title: `${line} with a body that never ends, ${at === 0 ? "with" : "without"} the key`,
        run: async () => {
          const lines = Object.entries(headers).map(
            ([name, value]) => `${name}: ${value}`,
          );
          const head = [`${line} HTTP/1.1`, ...lines, "Transfer-Encoding: chunked"];
          const start = headOf(...head);
          const { status } = await sendForever(lab.origin, start, chunk, { within });
          assert.ok(status >= 400 && status < 500, `${status}`);
        },
      }),
    ),
  );
  return [...refused, ...malformed, ...hidden, ...known, ...endless, roomForTheKey(lab)];
}

/**
 * No matter how many streams there are without the key, the one with it finds a place.
 */
function roomForTheKey(lab: RunningPage): Probe {
  return {
    title: "thirty streams without the key, and one with it",
    run: async () => {
      const guests = await Promise.all(
        Array.from({ length: 30 }, () => openStream(lab.origin)),
      );
      const keyed = await openStream(lab.origin, { "X-Lab-Token": lab.token });
      for (const { request } of [...guests, keyed]) request.destroy();
      const watched = guests.filter(({ status }) => status === 200).length;
      assert.ok(watched >= 1 && watched < 10, `${watched} watch`);
      assert.equal(keyed.status, 200);
    },
  };
}

/** Who may press the live page's buttons, and what it reveals. */
export const livePage: ProbeGroup = {
  name: "attacks on the live page",
  async open() {
    const lab = await RunningPage.start();
    return {
      probes: probesOf(lab),
      [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
    };
  },
};
