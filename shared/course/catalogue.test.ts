import assert from "node:assert/strict";
import { test } from "node:test";
import { type Entry, findByWord } from "./catalogue.ts";

const entry = (name: string): Entry => ({
  name,
  number: name.slice(0, 2),
  slug: name.slice(3),
  folder: `/lessons/${name}`,
});
const lessons = [
  "00-http-forgets",
  "01-in-memory",
  "03-redis-sessions",
  "09-cookie-sessions",
  "10-hidden-state",
].map(entry);

for (const { word, finds } of [
  { word: "03", finds: "03-redis-sessions" },
  { word: "3", finds: "03-redis-sessions" },
  { word: "redis", finds: "03-redis-sessions" },
  { word: "03-redis-sessions", finds: "03-redis-sessions" },
  { word: "Redis-Sessions", finds: "03-redis-sessions" },
  { word: "1", finds: "01-in-memory" },
  { word: "0", finds: "00-http-forgets" },
  { word: "10", finds: "10-hidden-state" },
]) {
  test(`"${word}" means ${finds}`, () => {
    assert.equal(findByWord(word, lessons).found?.name, finds);
  });
}

for (const { word, nearest } of [
  { word: "reddis", nearest: "03-redis-sessions" },
  { word: "memroy", nearest: "01-in-memory" },
  { word: "sessions", nearest: "03-redis-sessions" },
  { word: "hints", nearest: undefined },
  { word: "99", nearest: undefined },
]) {
  test(`"${word}" means none, and is nearest to ${nearest}`, () => {
    const result = findByWord(word, lessons);
    assert.equal(result.found, null);
    assert.ok(result.found === null);
    assert.equal(result.nearest?.name, nearest);
  });
}
