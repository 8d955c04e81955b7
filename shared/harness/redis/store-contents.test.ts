import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Enclosure } from "../process/enclosure.js";
import { Reaper } from "../process/reaper.ts";
import { openRedis } from "./open-redis.ts";
import { readStore, StoreWatch } from "./store-contents.ts";

const enclosure = new Enclosure();
const reaper = new Reaper(enclosure, (error) => {
  throw error;
});
const redis = await openRedis({ reaper, enclosure }, true);
after(async () => {
  await redis[Symbol.asyncDispose]();
  await reaper[Symbol.asyncDispose]();
});
const { client, prefix } = redis;
const watch = new StoreWatch();
const id = (end: string) => `${prefix}session-00000000-0000-4000-8000-00000000000${end}`;

test("an empty store is shown once", async () => {
  assert.deepEqual(await watch.look(redis), ["Redis holds nothing."]);
  assert.deepEqual(await watch.look(redis), []);
});

test("what is new, what has changed and what is gone is told, though ids begin alike", async () => {
  await client.set(id("1"), "apple", "EX", 100);
  await client.set(id("2"), "book");
  assert.deepEqual(await watch.look(redis), [
    "Redis holds 2 keys:",
    `${prefix}sessio… ends in 100 s`,
    "  apple",
    `${prefix}sessio… never ends`,
    "  book",
  ]);
  assert.deepEqual(await watch.look(redis), [], "nothing has changed");
  await client.set(id("2"), "candle");
  await client.del(id("1"));
  assert.deepEqual(await watch.look(redis), [
    "Redis holds 1 key; what has changed:",
    `${prefix}sessio… never ends`,
    "  candle",
    `gone: ${prefix}sessio…`,
  ]);
});

test("a value is one line, without anything that a terminal would obey", async () => {
  await client.set(id("3"), "a\n ✓ a line of mine\n\u001b[31mred");
  const entries = await readStore(redis);
  assert.deepEqual(entries.at(-1)?.value, "a  ✓ a line of mine [31mred");
});

test("of many keys the first are shown, and the others counted", async () => {
  for (let at = 10; at < 30; at++) await client.set(`${prefix}many:${at}`, "x");
  const lines = await watch.look(redis);
  assert.equal(lines.at(-1), "and 9 keys more");
});

test("a store that does not answer has nothing to show", async () => {
  await client.set(`${prefix}late`, "x");
  redis.freeze();
  assert.deepEqual(await watch.look(redis), []);
  await redis.thaw();
});
