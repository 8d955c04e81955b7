import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { listLessons, readLesson, root, solutionFolder } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { closureOf } from "../suite/imports.ts";
import { lessonsInScope } from "../suite/scope.ts";

test("every folder under lessons/ is a lesson, and has its mirror and its page in solutions/", () => {
  const names = listLessons().map(({ name }) => name);
  assert.deepEqual(readdirSync(join(root, "lessons")).sort(), names);
  const pages = names.map((name) => `${name}.md`);
  assert.deepEqual(
    readdirSync(join(root, "solutions")).sort(),
    [...names, ...pages].sort(),
  );
});

for (const entry of lessonsInScope()) {
  test(`${entry.name}: has exactly its files`, async () => {
    const { edits, given = [], lab } = await readLesson(entry);
    const { app, files } = lab.services.shop;
    const own = [
      "README.md",
      "demo.ts",
      "lesson.test.ts",
      "lesson.ts",
      "misconceptions.ts",
    ];
    const code = [...edits, ...given.map(({ file }) => file), ...files, app];
    if (lab.balancer?.pick) code.push(lab.balancer.pick);
    const folder = `lessons/${entry.name}/`;
    // What these import belongs to the lesson, and no file there is unused.
    const helpers = [...own, ...code]
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...closureOf(`${folder}${file}`)])
      .filter((path) => path.startsWith(folder))
      .map((path) => path.slice(folder.length));
    const tests = helpers.map((file) => file.replace(/\.ts$/, ".test.ts"));
    const allowed = new Set([...own, ...code, ...helpers, ...tests]);
    const present = readdirSync(entry.folder);
    assert.deepEqual(
      present.filter((file) => !allowed.has(file)),
      [],
    );
    const missing = [...own, ...code].filter((file) => !present.includes(file));
    assert.deepEqual(missing, []);
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
