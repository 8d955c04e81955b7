import assert from "node:assert/strict";
import { test } from "node:test";
import { slugsOf } from "../../harness/core/lesson.ts";
import { listLessons, readLesson, solutionFolder } from "../../runner/catalogue.ts";
import { judge, slugsWith } from "../support/judging.ts";

for (const entry of listLessons()) {
  test(`${entry.name}: the solution passes three times in a row`, async () => {
    const lesson = await readLesson(entry);
    for (let round = 1; round <= 3; round++) {
      const { reports } = await judge(entry, solutionFolder(entry));
      const complaint = `round ${round}: ${JSON.stringify(reports.at(-1)?.outcome)}`;
      assert.deepEqual(slugsWith(reports, "passed"), slugsOf(lesson), complaint);
    }
  });
}
