import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { checksumOf } from "../../course/checksum.ts";
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
