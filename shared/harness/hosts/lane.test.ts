import assert from "node:assert/strict";
import { test } from "node:test";
import { createLane, readLane, writeLane } from "./lane.js";

test("messages come out in their order, whole, however many go in at once", async () => {
  const lane = createLane();
  const send = writeLane(lane);
  const sent = Array.from({ length: 200 }, (_, at) => `${at} ${"ü€😀".repeat(at)}`);
  const heard: string[] = [];
  const all = new Promise<void>((resolve) => {
    void readLane(lane, (text) => {
      heard.push(text);
      if (heard.length === sent.length) resolve();
    });
  });
  for (const text of sent) send(text);
  await all;
  assert.deepEqual(heard, sent);
});

test("a message that is too long is left out, and the next one comes", async () => {
  const lane = createLane();
  const send = writeLane(lane);
  const first = new Promise<string>((resolve) => void readLane(lane, resolve));
  send("x".repeat(1_000_001));
  send("next");
  assert.equal(await first, "next");
});
