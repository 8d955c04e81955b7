import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageMoment } from "../protocol.ts";
import { MomentRecord } from "./record.ts";

type Hop = Extract<PageMoment, { kind: "hop" }>;

const hop: Omit<Hop, "id" | "purpose"> = {
  kind: "hop",
  version: "jwt",
  who: "Alice",
  method: "GET",
  path: "/me",
  status: 200,
  good: true,
  server: "A",
  tried: ["A"],
  why: "its turn",
  note: "Alice",
  cookiesSeen: [],
  cookiesSet: [],
  cookiesCleared: [],
  storeCalls: [],
  milliseconds: 1,
};

test("a day of traffic pushes out no story, and takes no more room", () => {
  const record = new MomentRecord();
  record.add({ kind: "event", text: "the story" });
  for (let count = 0; count < 10_000; count++) {
    record.add({ ...hop, purpose: count % 2 === 0 ? "traffic" : "roll-call" });
  }
  const kept = record.recent;
  assert.equal(kept.length, 201);
  assert.deepEqual(kept[0], { kind: "event", text: "the story", id: 1 });
  assert.equal(kept.at(-1)?.id, 10_001, "in the order in which it happened");
});

test("whoever listens hears of what comes, until they have enough", () => {
  const record = new MomentRecord();
  const heard: number[] = [];
  const stop = record.listen(({ id }) => heard.push(id));
  record.add({ kind: "event", text: "one" });
  stop();
  record.add({ kind: "event", text: "two" });
  assert.deepEqual(heard, [1]);
});
