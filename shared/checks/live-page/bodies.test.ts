import assert from "node:assert/strict";
import { after, test } from "node:test";
import { headOf, sendForever } from "../support/raw-client.ts";
import { RunningPage } from "../support/running-page.ts";

const lab = await RunningPage.start();
after(() => lab[Symbol.asyncDispose]());

const host = `Host: ${new URL(lab.origin).host}`;
const endless = "Transfer-Encoding: chunked";
const piece = `3e8\r\n${"a".repeat(1_000)}\r\n`;
const press = ["POST /actions HTTP/1.1", host, `Origin: ${lab.origin}`];
const keyed = [...press, `X-Lab-Token: ${lab.token}`];
const json = "Content-Type: application/json";

for (const { title, head, status } of [
  { title: "a press", head: [...keyed, json], status: 413 },
  { title: "a press that is no JSON", head: keyed, status: 400 },
  { title: "a press without the key", head: [...press, json], status: 403 },
  { title: "a press without key or type", head: press, status: 403 },
  {
    title: "a press under a name that only leads here",
    head: ["POST /actions HTTP/1.1", "Host: evil.example"],
    status: 403,
  },
  { title: "a GET", head: ["GET / HTTP/1.1", host], status: 400 },
  { title: "a HEAD", head: ["HEAD / HTTP/1.1", host], status: 400 },
  { title: "a stream", head: ["GET /events HTTP/1.1", host], status: 400 },
  { title: "the wrong method", head: ["POST /events HTTP/1.1", host], status: 405 },
  { title: "a question", head: ["OPTIONS /actions HTTP/1.1", host], status: 405 },
  { title: "a page not there", head: ["POST /nothing HTTP/1.1", host], status: 404 },
  { title: "a path that is none", head: ["POST /%zz HTTP/1.1", host], status: 404 },
  {
    title: "an odd expectation",
    head: ["POST /nothing HTTP/1.1", host, "Expect: the best"],
    status: 404,
  },
]) {
  test(`an endless body of ${title}: ${status}, and the connection ends`, async () => {
    const ending = await sendForever(lab.origin, headOf(...head, endless), piece);
    assert.equal(ending.status, status, ending.text);
    assert.match(ending.text, /^connection: close\r$/im);
    const isBare = head[0]?.startsWith("HEAD");
    assert.match(ending.text, isBare ? /\r\n\r\n$/ : /\{"error":".+","hint":".+"\}$/);
    assert.ok(ending.milliseconds < 3_000, `it took ${ending.milliseconds} ms`);
  });
}

for (const { title, head, status } of [
  { title: "a press", head: [...keyed, json], status: 413 },
  { title: "a press without the key", head: [...press, json], status: 403 },
  { title: "a GET", head: ["GET / HTTP/1.1", host], status: 400 },
]) {
  test(`a long body that ${title} announces is not waited for`, async () => {
    const length = "Content-Length: 1000000000";
    const ending = await sendForever(lab.origin, headOf(...head, length));
    assert.equal(ending.status, status, ending.text);
    assert.ok(ending.milliseconds < 3_000, `it took ${ending.milliseconds} ms`);
  });
}

test("a body that comes too slowly gives 408, and the connection ends", async () => {
  const head = [...keyed, json];
  const endings = await Promise.all([
    sendForever(lab.origin, headOf(...head, endless), "1\r\n \r\n", { pause: 200 }),
    sendForever(lab.origin, headOf(...head, "Content-Length: 20")),
  ]);
  for (const { status, text, milliseconds } of endings) {
    assert.equal(status, 408, text);
    assert.match(text, /^connection: close\r$/im);
    assert.ok(milliseconds < 8_000, `it took ${milliseconds} ms`);
  }
});

test("an endless body behind a stream, on its connection, ends both", async () => {
  const stream = headOf("GET /events HTTP/1.1", host);
  for (const head of [
    [...keyed, json],
    ["POST /nothing HTTP/1.1", host],
  ]) {
    const start = `${stream}${headOf(...head, endless)}`;
    const { milliseconds } = await sendForever(lab.origin, start, piece);
    assert.ok(milliseconds < 3_000, `it took ${milliseconds} ms`);
  }
});
