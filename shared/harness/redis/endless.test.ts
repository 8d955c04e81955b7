import assert from "node:assert/strict";
import { test } from "node:test";
import { findEndless } from "./endless.ts";

const from = (source: string, ...lines: string[]) =>
  lines.map((line) => ({ words: line.split(" "), source }));

for (const { lines, found } of [
  { lines: ["set k v"], found: "set" },
  { lines: ["SET k v NX", "expire k 5"], found: "SET" },
  { lines: ["set k v EX 5"], found: null },
  { lines: ["set k v px 5000 nx"], found: null },
  { lines: ["setex k 5 v"], found: null },
  { lines: ["hset k f v", "expire k 5"], found: "hset" },
  { lines: ["rpush k v", "pexpire k 5000"], found: "rpush" },
  { lines: ["multi", "rpush k v", "pexpire k 5000", "exec"], found: null },
  { lines: ["multi", "set k v", "expire k 5", "exec"], found: null },
  { lines: ["multi", "exec", "set k v"], found: "set" },
  { lines: ["set another v", "get k"], found: null },
  { lines: ["set k {} EX 5", "set k v KEEPTTL XX"], found: null },
  { lines: ["set k {} EX 5", "set k v XX"], found: "set" },
  { lines: ["set k v KEEPTTL", "expire k 5"], found: "set" },
  { lines: ["multi", "hset k f v", "expire k 5", "exec", "hset k g w"], found: null },
  { lines: ["set k {} EX 5", "del k", "set k v KEEPTTL"], found: "set" },
]) {
  test(`${lines.join("; ")}: a new key has ${found ? "no end" : "an end"} at once`, () => {
    assert.equal(findEndless(from("a", ...lines), "k", "new"), found);
  });
}

test("a key that is there keeps its end when a field of it is set", () => {
  assert.equal(findEndless(from("a", "hset k f v"), "k", "there"), null);
  assert.equal(findEndless(from("a", "set k v XX"), "k", "there"), "set");
  assert.equal(findEndless(from("a", "set k v KEEPTTL XX"), "k", "there"), null);
});

test("another connection's transaction covers nothing, a script does", () => {
  const mixed = [...from("a", "multi"), ...from("b", "set k v"), ...from("a", "exec")];
  assert.equal(findEndless(mixed, "k", "new"), "set");
  assert.equal(findEndless(from("lua", "set k v"), "k", "new"), null);
});
