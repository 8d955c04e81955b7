import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readLesson, solutionFolder } from "../../course/catalogue.ts";
import { checksumOf } from "../../course/checksum.ts";
import { readRegions } from "../../harness/core/regions.ts";
import { WIDTH } from "../../terminal/style.ts";
import { givenOf, startersOf } from "../starters.ts";
import { lessonsInScope } from "../suite/scope.ts";

const repair =
  "run `npm run derive`: starters and checksums are written from the solutions";

for (const entry of lessonsInScope()) {
  test(`${entry.name}: what is committed is what the solution gives`, async () => {
    for (const { path, text } of [...startersOf(entry), ...(await givenOf(entry))]) {
      assert.equal(readFileSync(path, "utf8"), text, repair);
    }
    const { checksum } = await readLesson(entry);
    assert.equal(checksum, checksumOf(entry.folder), repair);
  });
}

for (const entry of lessonsInScope()) {
  test(`${entry.name}: what the last hint shows of the solution can be pasted from 80 columns`, async () => {
    const { edits } = await readLesson(entry);
    for (const file of edits) {
      const source = readFileSync(join(solutionFolder(entry), file), "utf8");
      const lines = readRegions(source).flatMap(({ solution }) => solution);
      assert.deepEqual(
        lines.filter((line) => line.length > WIDTH),
        [],
      );
    }
  });
}
