import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createThreadChannel,
  readThreadChannel,
  writeThreadChannel,
} from "./thread-channel.js";

test("messages come out in their order, whole, however many go in at once", async () => {
  const channel = createThreadChannel();
  const send = writeThreadChannel(channel);
  const sent = Array.from({ length: 200 }, (_, at) => `${at} ${"ü€😀".repeat(at)}`);
  const heard: string[] = [];
  const all = new Promise<void>((resolve) => {
    void readThreadChannel(channel, (text) => {
      heard.push(text);
      if (heard.length === sent.length) resolve();
    });
  });
  for (const text of sent) send(text);
  await all;
  assert.deepEqual(heard, sent);
});

test("a message that is too long is left out, and the next one comes", async () => {
  const channel = createThreadChannel();
  const send = writeThreadChannel(channel);
  const first = new Promise<string>(
    (resolve) => void readThreadChannel(channel, resolve),
  );
  send("x".repeat(1_000_001));
  send("next");
  assert.equal(await first, "next");
});
