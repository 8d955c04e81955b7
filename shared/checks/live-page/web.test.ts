import assert from "node:assert/strict";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { eventually } from "../../harness/lab/eventually.ts";
import { RunningLab } from "../support/live-lab.ts";
import { descendantsOf, survivorsOf } from "../support/processes.ts";

const lab = await RunningLab.start();
after(() => lab[Symbol.asyncDispose]());

type Press = {
  action?: unknown;
  origin?: string;
  token?: string;
  host?: string;
};

/** Presses a button without a page: as the page would, but for what is given. */
async function press({ action = { action: "sign-out" }, ...other }: Press) {
  const { origin = lab.origin, token = lab.token } = other;
  const answer = await fetch(`${lab.origin}/actions`, {
    method: "POST",
    headers: { Origin: origin, "X-Lab-Token": token, "Content-Type": "application/json" },
    body: typeof action === "string" ? action : JSON.stringify(action),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Asks for a path under another name: fetch would not let us choose the Host. */
async function askAs(host: string, path: string): Promise<{ status: number }> {
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve) => {
    get(`${lab.origin}${path}`, { headers: { Host: host } }, resolve);
  });
  await text(answer);
  return { status: answer.statusCode ?? 0 };
}

for (const { title, pressed, status } of [
  { title: "the page's own", pressed: {}, status: 204 },
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
  {
    title: "one with nothing to steal",
    pressed: { action: { action: "steal-cookie" } },
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
    const { port } = new URL(lab.origin);
    assert.equal((await askAs(`evil.example:${port}`, path)).status, 403);
    assert.equal((await askAs("127.0.0.1", path)).status, 403);
  });
}

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
  for (const path of ["/nothing", "/../wire.ts", "/%2e%2e/wire.ts", "/tsconfig.json"]) {
    const answer = await fetch(`${lab.origin}${path}`);
    assert.equal(answer.status, 404, path);
  }
});

test("a stream tells the state at once, and never a cookie or a key", async () => {
  await press({ action: { action: "send-next" } });
  const stop = new AbortController();
  const answer = await fetch(`${lab.origin}/events`, { signal: stop.signal });
  let told = "";
  for await (const chunk of answer.body ?? []) {
    told += Buffer.from(chunk).toString();
    if (told.includes("event: state")) break;
  }
  stop.abort();
  assert.match(told, /"verdict":\{"number":\d+,"text":"Alice has signed in/);
  assert.ok(!told.includes(lab.token));
  // A token, or an id of 32 random bytes, would be a word of at least 43 characters.
  assert.doesNotMatch(told, /[\w-]{43}/);
});

test("another word is answered with what there is", async () => {
  await assert.rejects(RunningLab.start(["flush"]), /npm run lab open/);
});

for (const signal of ["SIGHUP", "SIGINT", "SIGKILL"] as const) {
  test(`after ${signal} nothing is left, a frozen server neither`, async () => {
    const ending = signal === "SIGHUP" ? lab : await RunningLab.start();
    const { pid } = ending.process;
    assert.ok(pid);
    const started = descendantsOf(pid);
    const server = started.find(({ command }) => command.includes("server-host"));
    assert.ok(server && started.length >= 5, "servers, balancer, Redis, reaper");
    process.kill(server.pid, "SIGSTOP");
    ending.process.kill(signal);
    await eventually(() => assert.deepEqual(survivorsOf(started), []), 4_000);
  });
}
