import assert from "node:assert/strict";
import { test } from "node:test";
import { Turns } from "./turns.ts";

test("what is asked for at once is done one after the other", async () => {
  const turns = new Turns("first", () => {});
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push(`${name} ends`);
    return name;
  };
  await Promise.all([turns.take("a", work("a")), turns.take("b", work("b"))]);
  assert.deepEqual(done, ["a begins", "a ends", "b begins", "b ends"]);
  assert.deepEqual(turns.verdict, { number: 2, text: "b" });
});

test("one that fails says so to whoever asked, and keeps nobody waiting", async () => {
  let changes = 0;
  const turns = new Turns("first", () => {
    changes++;
  });
  const failing = turns.take("fail", () => Promise.reject(new Error("no")));
  const next = turns.take("go on", async () => null);
  await assert.rejects(failing, /no/);
  await next;
  assert.deepEqual(turns.verdict, { number: 0, text: "first" }, "null is no verdict");
  assert.equal(turns.busy, null);
  assert.equal(changes, 2);
});
