import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hop, isHop } from "./hop.ts";

const hop: Hop = {
  number: 1,
  method: "GET",
  path: "/me",
  status: 200,
  server: "A",
  tried: ["A"],
  why: "its turn",
  cookiesSeen: [],
  cookiesSet: ["sid"],
  cookiesCleared: [],
  storeCalls: ["GET"],
  milliseconds: 1.5,
};

test("a hop is one, and so is one that no server answered", () => {
  assert.ok(isHop(hop));
  assert.ok(isHop({ ...hop, server: null, tried: [] }));
});

for (const [title, value] of [
  ["nothing", null],
  ["a text", "hop"],
  ["a number and no more", { number: 1 }],
  ["a server that is a number", { ...hop, server: 1 }],
  ["a status that is a text", { ...hop, status: "200" }],
  ["a status that is no number", { ...hop, status: Number.NaN }],
  ["a list with something else in it", { ...hop, cookiesSet: ["sid", 1] }],
  ["a list that is none", { ...hop, tried: "A" }],
  ["no time", { ...hop, milliseconds: undefined }],
] as const) {
  test(`${title} is no hop`, () => {
    assert.equal(isHop(value), false);
  });
}
