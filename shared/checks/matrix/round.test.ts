import assert from "node:assert/strict";
import { after, test } from "node:test";
import { findNativeRedis } from "../../harness/redis/open-redis.ts";
import { entryOf } from "../support/labs.ts";
import { answersOf } from "./answers.ts";
import { proveRound, type RedisKind } from "./round.ts";

const { LESSON_REDIS, PATH } = process.env;
after(() => {
  if (LESSON_REDIS === undefined) delete process.env.LESSON_REDIS;
  else process.env.LESSON_REDIS = LESSON_REDIS;
});

// An answer that is caught early; all that matters here is which Redis it ran on.
const answer = answersOf(entryOf("03")).find(
  ({ name }) => name === "session-kept-in-the-process",
);

async function ranOn(kind: RedisKind): Promise<string> {
  assert.ok(answer, "lesson 03 has this answer");
  const round = await proveRound(kind, [answer], () => {}, { fresh: false });
  assert.deepEqual(
    round.proofs.map(({ result }) => result),
    ["caught"],
  );
  return round.ranOn.join();
}

const hasNative = findNativeRedis() !== null;
const skip = hasNative ? false : "no redis-server on the PATH";

test("each round runs on its own kind of Redis, whatever ran before", {
  skip,
}, async () => {
  assert.match(await ranOn("embedded"), /^embedded/);
  assert.match(await ranOn("native"), /redis|valkey/);
  assert.match(await ranOn("embedded"), /^embedded/);
});

test("a round on a Redis that is not there is no round on another one", async () => {
  process.env.PATH = "";
  try {
    await assert.rejects(ranOn("native"), /is on the PATH: install one/);
  } finally {
    process.env.PATH = PATH;
  }
});
