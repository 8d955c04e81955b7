import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { test } from "node:test";
import { estimateBits } from "./randomness.ts";

for (const { title, create, enough } of [
  {
    title: "16 bytes as hex",
    create: () => randomBytes(16).toString("hex"),
    enough: true,
  },
  {
    title: "16 bytes as base64url",
    create: () => randomBytes(16).toString("base64url"),
    enough: true,
  },
  {
    title: "32 bytes as base64url",
    create: () => randomBytes(32).toString("base64url"),
    enough: true,
  },
  { title: "two UUIDs", create: () => randomUUID() + randomUUID(), enough: true },
  // RFC 9562 §5.4: six bits of a version 4 UUID are fixed.
  { title: "a UUID", create: () => randomUUID(), enough: false },
  {
    title: "8 bytes as hex",
    create: () => randomBytes(8).toString("hex"),
    enough: false,
  },
  { title: "Math.random", create: () => Math.random().toString(36), enough: false },
  {
    title: "the time",
    create: () => `alice-${Date.now()}-${performance.now()}`,
    enough: false,
  },
  {
    title: "the name",
    create: () => Buffer.from("alice").toString("base64"),
    enough: false,
  },
]) {
  test(`${title}: ${enough ? "at least" : "fewer than"} 128 bits`, () => {
    const ids = Array.from({ length: 32 }, create);
    assert.equal(estimateBits(ids) >= 128, enough, `estimated ${estimateBits(ids)}`);
  });
}
