import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { descendantsOf, survivorsOf } from "../support/processes.ts";
import { RunningPage } from "../support/running-page.ts";

const lab = await RunningPage.start();
after(() => lab[Symbol.asyncDispose]());

type Press = {
  action?: unknown;
  /** null: the header is left out. */
  origin?: string | null;
  token?: string;
  /** The host name used to reach the lab; only the number is its own. */
  host?: string;
};

const { host: itself, port } = new URL(lab.origin);
const signIn = { action: "sign-in" };

/** Sends requests as anything but a browser can: with any Host and Origin. */
async function ask(
  path: string,
  options: RequestOptions,
  body = "",
): Promise<{ status: number; body: string }> {
  const sent = request(`${lab.origin}${path}`, options);
  sent.end(body);
  const [answer]: IncomingMessage[] = await once(sent, "response");
  assert.ok(answer);
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

/** Presses a button without a page: like the page would, except for what is given. */
function press({ action = signIn, host = itself, token = lab.token, ...more }: Press) {
  const { origin = lab.origin } = more;
  const headers = {
    Host: host,
    ...(origin === null ? {} : { Origin: origin }),
    "X-Lab-Token": token,
    "Content-Type": "application/json",
  };
  const body = typeof action === "string" ? action : JSON.stringify(action);
  return ask("/actions", { method: "POST", headers }, body);
}

for (const { title, pressed, status } of [
  { title: "the page's own", pressed: {}, status: 204 },
  { title: "one without an origin", pressed: { origin: null }, status: 403 },
  {
    title: "one under a name that only leads here",
    pressed: { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
    status: 403,
  },
  { title: "another site's", pressed: { origin: "https://evil.example" }, status: 403 },
  { title: "another port's", pressed: { origin: "http://127.0.0.1:1" }, status: 403 },
  { title: "one without the key", pressed: { token: "" }, status: 403 },
  { title: "one with a wrong key", pressed: { token: "x".repeat(22) }, status: 403 },
  { title: "no button's", pressed: { action: { action: "flush" } }, status: 400 },
  { title: "unreadable", pressed: { action: "{" }, status: 400 },
  {
    title: "of a server that is not there",
    pressed: { action: { action: "kill-server", server: "Z" } },
    status: 409,
  },
] satisfies { title: string; pressed: Press; status: number }[]) {
  test(`a press that is ${title} gives ${status}`, async () => {
    const answer = await press(pressed);
    assert.equal(answer.status, status);
    assert.ok(!answer.body.includes(lab.token), "the key stays a secret");
    if (status !== 204) assert.match(answer.body, /"error":.*"hint":/);
  });
}

for (const path of ["/", "/events", "/main.js"]) {
  test(`${path} is not given out under a name that only leads here`, async () => {
    for (const host of [`evil.example:${port}`, "127.0.0.1", "localhost:1"]) {
      assert.equal((await ask(path, { headers: { Host: host } })).status, 403, host);
    }
  });
}

test("another site's page can't open a stream", async () => {
  const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors" };
  assert.equal((await ask("/events", { headers })).status, 403);
});

test("what can't be done now is said, and done to nobody", async () => {
  await press({ action: { action: "begin-anew" } });
  for (const action of ["steal-cookie", "sign-out", "send-many"]) {
    const { status, body } = await press({ action: { action } });
    assert.equal(status, 409, action);
    assert.match(body, /Alice isn't signed in/);
  }
});

test("presses that come together are done one after the other", async () => {
  await press({ action: { action: "begin-anew" } });
  const next = { action: { action: "send-next" } };
  const kill = { action: { action: "kill-server", server: "A" } };
  const start = { action: { action: "restart-server", server: "A" } };
  const answers = await Promise.all([next, kill, kill, start, next].map(press));
  // The second kill finds a dead server.
  assert.deepEqual(
    answers.map(({ status }) => status),
    [204, 204, 409, 204, 204],
  );
});

test("the page may load nothing but its own files, and nobody may frame it", async () => {
  const { headers } = await fetch(lab.origin);
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  const page = await (await fetch(lab.origin)).text();
  assert.doesNotMatch(page, /(src|href)="https?:/);
});

test("a path that is not there says so, and shows no file", async () => {
  for (const path of [
    "/nothing",
    "/../protocol.ts",
    "/%2e%2e/protocol.ts",
    "/tsconfig.json",
  ]) {
    const answer = await fetch(`${lab.origin}${path}`);
    assert.equal(answer.status, 404, path);
  }
});

for (const { method, path, allow } of [
  { method: "POST", path: "/", allow: "GET, HEAD" },
  { method: "OPTIONS", path: "/main.js", allow: "GET, HEAD" },
  { method: "PUT", path: "/uplot.js", allow: "GET, HEAD" },
  { method: "DELETE", path: "/events", allow: "GET, HEAD" },
  { method: "GET", path: "/actions", allow: "POST" },
  { method: "HEAD", path: "/actions", allow: "POST" },
  { method: "OPTIONS", path: "/actions", allow: "POST" },
]) {
  test(`${method} ${path} is answered with what is allowed there`, async () => {
    const answer = await fetch(`${lab.origin}${path}`, { method });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get("allow"), allow);
  });
}

test("a stream tells the state at once, and never a cookie or a key", async () => {
  await press({});
  const stop = new AbortController();
  const answer = await fetch(`${lab.origin}/events`, { signal: stop.signal });
  let told = "";
  for await (const chunk of answer.body ?? []) {
    told += Buffer.from(chunk).toString();
    if (told.includes("event: moments")) break;
  }
  stop.abort();
  assert.ok(/"explanation":\{"number":\d+,"text":"Alice has signed in/.test(told));
  assert.ok(!told.includes(lab.token));
  // A token, or an id of 32 random bytes, would be at least 43 characters long.
  assert.equal(/[\w-]{43}/.exec(told)?.[0], undefined);
});

test("another word is answered with what there is", async () => {
  await assert.rejects(RunningPage.start(["flush"]), /npm run lab open/);
});

for (const { signal, code } of [
  { signal: "SIGHUP", code: 130 },
  { signal: "SIGINT", code: 130 },
  { signal: "SIGKILL", code: null },
] as const) {
  test(`after ${signal} nothing is left, a frozen server neither`, async () => {
    const ending = signal === "SIGHUP" ? lab : await RunningPage.start();
    const { pid } = ending.process;
    assert.ok(pid);
    const started = descendantsOf(pid);
    const server = started.find(({ command }) => command.includes("server-host"));
    assert.ok(server && started.length >= 5, "servers, balancer, Redis, reaper");
    process.kill(server.pid, "SIGSTOP");
    const exited = once(ending.process, "exit");
    ending.process.kill(signal);
    assert.equal((await exited)[0], code);
    await eventually(() => assert.deepEqual(survivorsOf(started), []), 4_000);
  });
}
