import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { listLessons, readLesson, root, solutionFolder } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { lessonsInScope } from "../suite/scope.ts";

test("every folder under lessons/ is a lesson, and has its mirror in solutions/", () => {
  const names = listLessons().map(({ name }) => name);
  assert.deepEqual(readdirSync(join(root, "lessons")).sort(), names);
  assert.deepEqual(readdirSync(join(root, "solutions")).sort(), names);
});

for (const entry of lessonsInScope()) {
  test(`${entry.name}: has exactly its files`, async () => {
    const { edits, given = [], lab } = await readLesson(entry);
    const { app, files } = lab.services.shop;
    const own = ["README.md", "lesson.test.ts", "lesson.ts", "misconceptions.ts"];
    const code = new Set([...edits, ...given.map(({ file }) => file), ...files]);
    code.add(app);
    if (lab.balancer?.pick) code.add(lab.balancer.pick);
    assert.deepEqual(readdirSync(entry.folder).sort(), [...own, ...code].sort());
    assert.deepEqual(readdirSync(solutionFolder(entry)).sort(), [...edits].sort());
  });

  test(`${entry.name}: its data says what its folder says`, async () => {
    const lesson = await readLesson(entry);
    assert.equal(`${lesson.number}-${lesson.slug}`, entry.name);
    assert.ok(slugsOf(lesson).length >= 6, "a lesson has at least six checks");
    assert.equal(
      new Set(slugsOf(lesson)).size,
      slugsOf(lesson).length,
      "slugs are unique",
    );
    const numbers = lesson.tasks.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      [...numbers.keys()].map((at) => at + 1),
    );
    for (const { checks, file } of lesson.tasks) {
      assert.ok(checks.length > 0, "each task has a check");
      assert.ok(existsSync(join(solutionFolder(entry), file)));
    }
  });
}
