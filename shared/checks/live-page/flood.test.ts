import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
import { openStream } from "../support/page-stream.ts";
import { connectTo, sendForever } from "../support/raw-client.ts";
import { RunningPage } from "../support/running-page.ts";

const lab = await RunningPage.start();
after(() => lab[Symbol.asyncDispose]());

const withKey = { "X-Lab-Token": lab.token };

function press(action: string): Promise<Response> {
  return fetch(`${lab.origin}/actions`, {
    method: "POST",
    headers: { ...withKey, Origin: lab.origin, "Content-Type": "application/json" },
    body: JSON.stringify({ action }),
  });
}

/** Reads a stream until a state contains this. */
async function waitForState(part: string): Promise<string> {
  const { request, answer } = await openStream(lab.origin, withKey);
  try {
    let told = "";
    for await (const chunk of answer) {
      told += chunk;
      const whole = told.split("\n\n").slice(0, -1);
      const found = whole.find((event) => event.includes(part));
      if (found !== undefined) return found;
    }
    throw new Error("the stream has ended");
  } finally {
    request.destroy();
  }
}

test("the queue of presses has an end; whoever is let in is served once", async () => {
  const first = press("begin-anew");
  await waitForState('"busy":"start over"');
  const answers = await Promise.all(Array.from({ length: 60 }, () => press("send-next")));
  assert.equal((await first).status, 204);
  const served = answers.filter(({ status }) => status === 204).length;
  const refused = answers.filter(({ status }) => status === 409);
  assert.ok(served >= 20 && refused.length > 0, `${served} were served`);
  assert.equal(served + refused.length, answers.length);
  for (const answer of refused) {
    assert.match(await answer.text(), /"20 presses are waiting already","hint":"/);
  }
  const state = await waitForState('"busy":null');
  const [, good, bad] =
    /"version":"jwt"[^[]*"successes":(\d+),"failures":(\d+)/.exec(state) ?? [];
  assert.deepEqual([good, bad], [String(served), "0"]);
  assert.equal((await press("send-next")).status, 204, "there is room again");
});

test("a head that comes too slowly, or never, ends the connection", async () => {
  const { host } = new URL(lab.origin);
  const start = `GET / HTTP/1.1\r\nHost: ${host}\r\n`;
  const [slow, silent] = await Promise.all([
    sendForever(lab.origin, start, "A: b\r\n", { pause: 200 }),
    sendForever(lab.origin, ""),
  ]);
  assert.deepEqual([slow.status, silent.status], [408, 408]);
});

test("a head that is too long ends the connection", async () => {
  const { host } = new URL(lab.origin);
  const start = `GET / HTTP/1.1\r\nHost: ${host}\r\n`;
  const { status } = await sendForever(lab.origin, start, `A: ${"b".repeat(500)}\r\n`);
  assert.equal(status, 431);
});

test("idle connections push each other out, and nobody who has the key", async () => {
  const stream = await openStream(lab.origin, withKey);
  const opening = Array.from({ length: 400 }, () => connectTo(lab.origin));
  const idle = await Promise.all(opening);
  await eventually(() => {
    const open = idle.filter(({ closed }) => !closed);
    assert.ok(open.length <= 100, `${open.length} are open`);
  }, 4_000);
  assert.equal((await fetch(lab.origin)).status, 200);
  assert.equal((await press("begin-anew")).status, 204);
  assert.ok(!stream.answer.destroyed, "her stream goes on");
  stream.request.destroy();
  for (const socket of idle) socket.destroy();
});
