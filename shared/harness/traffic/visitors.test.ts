import assert from "node:assert/strict";
import { test } from "node:test";
import { type Step, Visitors } from "./visitors.ts";

type Sent = { who: string; step: Step; answer: (isGood: boolean) => void };

/** Visitors whose answers the test supplies. */
function open(people: readonly string[]) {
  const sent: Sent[] = [];
  const visitors = new Visitors(
    people,
    (who, step) =>
      new Promise<boolean>((resolve) => sent.push({ who, step, answer: resolve })),
  );
  const steps = () => sent.map(({ who, step }) => `${who} ${step}`);
  const answerAll = async (isGood: boolean) => {
    for (const { answer } of sent) answer(isGood);
    await visitors.settle();
  };
  return { visitors, steps, answerAll };
}

test("each signs in once, in turn, and then looks at two pages again and again", async () => {
  const { visitors, steps, answerAll } = open(["Alice", "Bob"]);
  for (let turn = 0; turn < 8; turn++) {
    visitors.next();
    await answerAll(true);
  }
  assert.deepEqual(steps(), [
    "Alice sign-in",
    "Bob sign-in",
    "Alice me",
    "Bob me",
    "Alice cart",
    "Bob cart",
    "Alice me",
    "Bob me",
  ]);
  assert.deepEqual(visitors.tally, { sent: 6, good: 6 });
});

test("nobody asks for a page before the answer to the sign-in is there", async () => {
  const { visitors, steps, answerAll } = open(["Alice", "Bob"]);
  for (let turn = 0; turn < 5; turn++) visitors.next();
  assert.deepEqual(steps(), ["Alice sign-in", "Bob sign-in"]);
  await answerAll(true);
  visitors.next();
  assert.deepEqual(steps().slice(2), ["Bob me"]);
  await answerAll(false);
  assert.deepEqual(visitors.tally, { sent: 1, good: 0 });
});

test("a request that throws leaves its visitor where it was, and the others go on", async () => {
  const failing = new Visitors(["Alice"], () => Promise.reject(new Error("gone")));
  failing.next();
  await assert.rejects(failing.settle(), { message: "gone" });
  assert.deepEqual(failing.tally, { sent: 0, good: 0 });
});
