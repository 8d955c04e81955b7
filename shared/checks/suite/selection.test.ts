import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const memory = mkdtempSync(join(tmpdir(), "workbook-tests-"));
after(() => rmSync(memory, { recursive: true }));
// Set before the modules that read it are loaded: this machine's records aren't for this
// test.
process.env.LESSON_MEMORY = memory;
const { listLessons } = await import("../../course/catalogue.ts");
const { closureOf } = await import("./imports.ts");
const { fingerprintsOf, noteGreen, selectAll, selectChanged, selectLesson } =
  await import("./selection.ts");

const numbers = listLessons().map(({ number }) => number);
const pathsOf = ({ files }: { files: readonly { path: string }[] }) =>
  files.map(({ path }) => path);
const matrix = "shared/checks/matrix/matrix.test.ts";

test("before anything was green, everything has changed", () => {
  const changed = selectChanged();
  assert.deepEqual(pathsOf(changed), pathsOf(selectAll()));
  assert.deepEqual([changed.lessons, changed.sampled], [numbers, []]);
});

test("after a green run only a sample of each lesson is left to judge", () => {
  noteGreen(fingerprintsOf(selectAll()));
  const changed = selectChanged();
  assert.deepEqual(pathsOf(changed), [matrix]);
  assert.deepEqual([changed.lessons, changed.sampled], [[], numbers]);
});

test("a lesson whose files differ is proven whole, and the others are sampled", () => {
  const [first, ...others] = numbers;
  assert.ok(first);
  const seen = [...fingerprintsOf(selectAll()).keys()].filter((name) =>
    name.endsWith(`@${first}`),
  );
  assert.ok(seen.length > 5);
  noteGreen(new Map(seen.map((name) => [name, "of other files"])));
  const changed = selectChanged();
  assert.deepEqual([changed.lessons, changed.sampled], [[first], others]);
  assert.ok(pathsOf(changed).includes("shared/checks/contract/staircase.test.ts"));
  assert.ok(!pathsOf(changed).includes("shared/harness/core/pick.test.ts"));
});

test("one lesson is proven by the tests that go by lessons, and by no others", () => {
  const [first] = listLessons();
  assert.ok(first);
  const paths = pathsOf(selectLesson(first));
  assert.ok(paths.includes(matrix));
  assert.ok(!paths.includes("shared/checks/survival/survival.test.ts"));
});

test("what a test starts counts as what it imports", () => {
  const behind = closureOf("shared/harness/hosts/thread-channel.test.ts");
  assert.ok(behind.has("shared/harness/hosts/thread-channel.js"));
  const lab = closureOf("shared/checks/lab/servers.test.ts");
  assert.ok(lab.has("shared/harness/hosts/server-host.ts"), "the lab starts its servers");
});
