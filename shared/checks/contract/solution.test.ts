import assert from "node:assert/strict";
import { test } from "node:test";
import { slugsOf } from "../../harness/core/lesson.ts";
import { findNativeRedis } from "../../harness/lab/redis.ts";
import {
  type Entry,
  listLessons,
  readLesson,
  solutionFolder,
} from "../../runner/catalogue.ts";
import { judge, slugsWith } from "../support/judging.ts";

async function assertPasses(entry: Entry, when: string): Promise<void> {
  const { reports } = await judge(entry, solutionFolder(entry));
  const complaint = `${when}: ${JSON.stringify(reports.at(-1)?.outcome)}`;
  const expected = slugsOf(await readLesson(entry));
  assert.deepEqual(slugsWith(reports, "passed"), expected, complaint);
}

for (const entry of listLessons()) {
  test(`${entry.name}: the solution passes three times in a row`, async () => {
    for (let round = 1; round <= 3; round++) await assertPasses(entry, `round ${round}`);
  });
}

// The rounds above use a native Redis where there is one, and else the embedded one.
const hasNative = findNativeRedis() !== null;
const skip = hasNative
  ? false
  : "no redis-server here: the rounds above were on it already";

for (const entry of listLessons()) {
  const { needsRedis } = await readLesson(entry);
  if (!needsRedis) continue;
  test(`${entry.name}: the solution passes on the embedded Redis too`, {
    skip,
  }, async () => {
    process.env.LESSON_REDIS = "embedded";
    try {
      await assertPasses(entry, "on the embedded Redis");
    } finally {
      delete process.env.LESSON_REDIS;
    }
  });
}
