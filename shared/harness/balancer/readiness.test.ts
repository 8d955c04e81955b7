import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { eventually } from "../core/eventually.ts";
import { ReadinessProbe } from "./readiness.ts";

const probe = new ReadinessProbe();
const closing: (() => void)[] = [];
after(() => {
  probe[Symbol.dispose]();
  for (const close of closing) close();
});

type Answering = "yes" | "no" | "never";

/** A server whose readiness the test controls; it counts how many questions are open. */
async function open(name: string) {
  const server = {
    answering: "yes" as Answering,
    asked: 0,
    openQuestions: 0,
    mostOpen: 0,
    routing: { name, state: "up" as const, port: 0 },
  };
  const listener = createServer((_req, res) => {
    server.asked++;
    server.mostOpen = Math.max(server.mostOpen, ++server.openQuestions);
    res.on("close", () => server.openQuestions--);
    if (server.answering === "never") return;
    res.statusCode = server.answering === "yes" ? 200 : 503;
    res.end();
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  closing.push(() => {
    listener.closeAllConnections();
    listener.close();
  });
  server.routing.port = (listener.address() as AddressInfo).port;
  return server;
}

function isReady(name: string, expected: boolean): Promise<void> {
  return eventually(() => assert.equal(probe.isReady(name), expected));
}

test("a server is ready as long as it says so, and one that is silent is not", async () => {
  const [a, b] = [await open("A"), await open("B")];
  b.answering = "no";
  await probe.watch([a.routing, b.routing]);
  assert.deepEqual([probe.isReady("A"), probe.isReady("B")], [true, false]);
  a.answering = "never";
  b.answering = "yes";
  await isReady("A", false);
  await isReady("B", true);
  a.answering = "yes";
  await isReady("A", true);
  assert.equal(a.mostOpen, 1, "one question is under way at a time");
});

test("a server that has gone is asked no more, and one in its place is asked at once", async () => {
  const [before, after] = [await open("C"), await open("C")];
  before.answering = "no";
  await probe.watch([before.routing]);
  assert.equal(probe.isReady("C"), false);
  await probe.watch([after.routing]);
  assert.equal(probe.isReady("C"), true);
  const { asked } = before;
  await eventually(() => assert.ok(after.asked >= 3));
  assert.equal(before.asked, asked);
  await probe.watch([]);
  assert.equal(probe.isReady("C"), false, "of one that is not there nobody knows");
});
