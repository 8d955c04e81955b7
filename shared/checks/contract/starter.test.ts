import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { listLessons, readLesson } from "../../runner/catalogue.ts";
import { checksumOf } from "../../runner/checksum.ts";
import { givenOf, startersOf } from "../starters.ts";
import { judge } from "../support/judging.ts";

const repair =
  "run `npm run derive`: starters and checksums are written from the solutions";

for (const entry of listLessons()) {
  test(`${entry.name}: what is committed is what the solution gives`, async () => {
    for (const { path, text } of [...startersOf(entry), ...(await givenOf(entry))]) {
      assert.equal(readFileSync(path, "utf8"), text, repair);
    }
    const { checksum } = await readLesson(entry);
    assert.equal(checksum, checksumOf(entry.folder), repair);
  });

  test(`${entry.name}: the starter fails at its first task, and not by a crash`, async () => {
    const lesson = await readLesson(entry);
    const { reports, verdict } = await judge(entry, entry.folder);
    assert.equal(verdict.kind, "failed");
    assert.equal(
      verdict.kind === "failed" && verdict.task?.number,
      lesson.tasks[0]?.number,
    );
    const [first] = reports;
    assert.equal(first?.slug, lesson.tasks[0]?.checks[0]);
  });
}
