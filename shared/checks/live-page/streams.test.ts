import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { openStream, type Stream } from "../support/page-stream.ts";
import { connectTo, headOf } from "../support/raw-client.ts";
import { RunningPage } from "../support/running-page.ts";

const lab = await RunningPage.start();
after(() => lab[Symbol.asyncDispose]());

const withKey = { "X-Lab-Token": lab.token };
const wrongKey = { "X-Lab-Token": "x".repeat(lab.token.length) };
const opened: Stream[] = [];
const closeAll = () => {
  for (const { request } of opened.splice(0)) request.destroy();
};
afterEach(async () => {
  closeAll();
  await waitForRoom();
});

/** Opens streams, and returns their statuses; they stay open until the test is over. */
async function open(count: number, headers: Record<string, string> = {}) {
  const streams = await Promise.all(
    Array.from({ length: count }, () => openStream(lab.origin, headers)),
  );
  opened.push(...streams);
  return streams.map(({ status }) => status).sort();
}

function times(count: number, status: number): number[] {
  return Array.from({ length: count }, () => status);
}

/** The lab notices only a moment later that streams were closed. */
async function waitForRoom(): Promise<void> {
  await eventually(async () => {
    const statuses = await open(4);
    closeAll();
    assert.deepEqual(statuses, times(4, 200));
  });
}

test("however many watch without the key, whoever has it sees the lab", async () => {
  assert.deepEqual(await open(25), [...times(4, 200), ...times(21, 503)]);
  assert.deepEqual(await open(20, withKey), times(20, 200));
});

test("a wrong key counts as none", async () => {
  assert.deepEqual(await open(5, wrongKey), [...times(4, 200), 503]);
  assert.deepEqual(await open(1), [503]);
  assert.deepEqual(await open(1, withKey), [200]);
});

test("one too many with the key is told so, and takes no place of a watcher", async () => {
  assert.deepEqual(await open(21, withKey), [...times(20, 200), 503]);
  const refused = await fetch(`${lab.origin}/events`, { headers: withKey });
  assert.match(
    await refused.text(),
    /"20 tabs with the key are already open","hint":"close/,
  );
  assert.deepEqual(await open(4), times(4, 200));
  const watcher = await fetch(`${lab.origin}/events`);
  assert.match(await watcher.text(), /"4 tabs without the key are already open","hint":/);
  closeAll();
  await eventually(async () => assert.deepEqual(await open(1, withKey), [200]));
});

test("streams that queue on one connection leave no place taken behind", async () => {
  const socket = await connectTo(lab.origin);
  let received = "";
  socket.on("data", (chunk: string) => {
    received += chunk;
  });
  const { host } = new URL(lab.origin);
  socket.write(headOf("GET /events HTTP/1.1", `Host: ${host}`).repeat(30));
  await eventually(() => assert.match(received, /event: state/));
  socket.destroy();
  await waitForRoom();
});

test("whoever asks for the head of a stream alone takes no place", async () => {
  const signal = AbortSignal.timeout(3_000);
  const answer = await fetch(`${lab.origin}/events`, { method: "HEAD", signal });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/event-stream/);
});

for (const { title, headers } of [
  {
    title: "a link or a frame on another site",
    headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" },
  },
  {
    title: "another site's WebSocket",
    headers: {
      Origin: "https://evil.example",
      Connection: "Upgrade",
      Upgrade: "websocket",
    },
  },
]) {
  test(`${title} opens no stream`, async () => {
    assert.deepEqual(await open(1, headers), [403]);
  });
}
