import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { solutionFolder } from "../../course/catalogue.ts";
import { eventually } from "../../harness/core/eventually.ts";
import { LivePage } from "../../live-page/live-page.ts";
import { readVersions, type Version } from "../../live-page/versions.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { entryOf } from "../support/labs.ts";

test("the keys of a learner's own files are shown, whatever they are called", async () => {
  const solution = join(solutionFolder(entryOf("03")), "sessions.ts");
  const text = readFileSync(solution, "utf8").replace("`session:", "`visit/");
  assert.match(text, /visit\//);
  using answer = new TemporaryAnswer([{ path: "sessions.ts", text }]);
  const versions = (await readVersions()).map(
    (each): Version =>
      each.id === "redis" ? { ...each, yours: true, submission: answer.folder } : each,
  );
  await using page = await LivePage.start(versions);
  const keysOf = (id: string) =>
    page.state.columns.find(({ version }) => version === id)?.keys;
  await page.perform({ action: "sign-in" });
  await eventually(() => {
    assert.match(
      keysOf("redis")
        ?.map(({ key }) => key)
        .join() ?? "",
      /^visit\//,
    );
  });
  assert.deepEqual(keysOf("jwt"), []);
  assert.equal(keysOf("in-memory"), null);
});
