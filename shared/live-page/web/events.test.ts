import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, test } from "node:test";
import express from "express";
import { eventually } from "../../harness/core/eventually.ts";
import type { PageState } from "../protocol.ts";
import { MomentRecord } from "../state/record.ts";
import { streamEvents } from "./events.ts";

const listeners = new Set<() => void>();
const big: PageState = {
  run: "a run",
  busy: null,
  explanation: { number: 0, text: "much to read. ".repeat(50_000) },
  next: "POST /login",
  traffic: false,
  servers: [],
  hasRoom: true,
  store: { state: "up", description: "none", pid: null },
  columns: [],
  chart: {
    seconds: [],
    span: 20,
    success: { "in-memory": [], sticky: [], redis: [], jwt: [] },
    load: {},
  },
};
const lab = {
  state: big,
  record: new MomentRecord(),
  listen(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
const web = express().get(
  "/events",
  streamEvents(lab, () => false),
);
const server = createServer(web).listen(0, "127.0.0.1");
await once(server, "listening");
after(() => {
  server.close();
  server.closeAllConnections();
});

/** Opens a stream without reading it; returns its status. */
async function open(): Promise<number> {
  const address = server.address();
  assert.ok(typeof address === "object" && address);
  const sent = request({ port: address.port, path: "/events", agent: false });
  sent.on("error", () => {}).end();
  const [answer] = await once(sent, "response");
  answer.on("error", () => {});
  return answer.statusCode;
}

test("streams that nobody reads are let go, and what they held is free", async () => {
  const opened = await Promise.all([open(), open(), open(), open(), open()]);
  assert.deepEqual(opened.sort(), [200, 200, 200, 200, 503]);
  assert.equal(listeners.size, 4);
  await eventually(() => {
    for (const tell of listeners) tell();
    assert.equal(listeners.size, 0);
  }, 10_000);
  assert.equal(await open(), 200);
});
