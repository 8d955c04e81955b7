import assert from "node:assert/strict";
import { test } from "node:test";
import { Bulkhead, Overloaded } from "./bulkhead.ts";

/** Work that ends when the test says so. */
function openWork() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, run: () => ended };
}

test("no more runs at once than may, and the next begins when one ends", async () => {
  const bulkhead = new Bulkhead({ atOnce: 2, waitMilliseconds: 60_000 });
  const works = [openWork(), openWork(), openWork()];
  const begun: number[] = [];
  const all = works.map((work, at) =>
    bulkhead.run("alice", () => {
      begun.push(at);
      return work.run();
    }),
  );
  await Promise.resolve();
  assert.deepEqual(begun, [0, 1]);
  works[1]?.end();
  await all[1];
  await Promise.resolve();
  assert.deepEqual(begun, [0, 1, 2]);
  for (const work of works) work.end();
  await Promise.all(all);
});

test("who waits too long is refused, and takes nobody's place", async () => {
  const bulkhead = new Bulkhead({ atOnce: 1, waitMilliseconds: 1 });
  const work = openWork();
  const running = bulkhead.run("alice", work.run);
  await assert.rejects(
    bulkhead.run("alice", () => Promise.resolve()),
    Overloaded,
  );
  work.end();
  await running;
  assert.equal(await bulkhead.run("alice", () => Promise.resolve("next")), "next");
});

test("work that fails gives its place back", async () => {
  const bulkhead = new Bulkhead({ atOnce: 1, waitMilliseconds: 60_000 });
  const broken = () => Promise.reject(new Error("no luck"));
  await assert.rejects(bulkhead.run("alice", broken), /no luck/);
  assert.equal(await bulkhead.run("alice", () => Promise.resolve("next")), "next");
});

test("who asks for little does not wait behind who asks for much", async () => {
  const bulkhead = new Bulkhead({ atOnce: 1, waitMilliseconds: 60_000 });
  const first = openWork();
  const done: string[] = [];
  const note = (whose: string) =>
    bulkhead.run(whose, async () => {
      done.push(whose);
    });
  const running = bulkhead.run("mallory", first.run);
  const all = [...Array.from({ length: 5 }, () => note("mallory")), note("alice")];
  first.end();
  await Promise.all([running, ...all]);
  assert.deepEqual(done.slice(0, 3), ["mallory", "alice", "mallory"]);
});
