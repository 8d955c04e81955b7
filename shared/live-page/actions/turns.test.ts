import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../harness/core/eventually.ts";
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
  assert.deepEqual(turns.explanation, { number: 2, text: "b" });
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
  assert.deepEqual(
    turns.explanation,
    { number: 0, text: "first" },
    "null is no explanation",
  );
  assert.equal(turns.busy, null);
  assert.equal(changes, 2);
});

test("twenty may wait; the next is refused, and everybody else is served once", async () => {
  const turns = new Turns("first", () => {});
  const done: number[] = [];
  const take = (number: number) =>
    turns.take("wait", async () => {
      done.push(number);
      return null;
    });
  let release = () => {};
  const first = turns.take("hold", async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return null;
  });
  await eventually(() => assert.equal(turns.busy, "hold"));
  const numbers = Array.from({ length: 20 }, (_, at) => at);
  const waiting = numbers.map(take);
  assert.throws(() => take(20), {
    name: "NotNow",
    message: /20 presses are waiting already/,
  });
  release();
  await Promise.all([first, ...waiting]);
  assert.deepEqual(done, numbers);
  await take(21);
  assert.equal(done.length, 21, "there is room again");
});
