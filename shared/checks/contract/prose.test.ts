import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readLesson, root } from "../../course/catalogue.ts";
import { lessonsInScope } from "../suite/scope.ts";

const MAX_WORDS = 400;
const headings = [
  "See it break",
  "Your tasks",
  "What you proved",
  "Say it in an interview",
  "Going deeper",
];
const lineNumber = /\blines? \d/i;

for (const entry of lessonsInScope()) {
  const readme = readFileSync(join(entry.folder, "README.md"), "utf8");

  test(`${entry.name}: the text has its parts, and is short before "Going deeper"`, () => {
    const found = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(found, headings);
    const [before = ""] = readme.split("## Going deeper");
    const words = before.replace(/```[\s\S]*?```/g, "").split(/\s+/).length;
    assert.ok(words <= MAX_WORDS, `${words} words`);
    assert.match(before, /wall/i, "the text warns that a wall follows the pass");
  });

  test(`${entry.name}: no hint is empty, and none names a line`, async () => {
    const { tasks } = await readLesson(entry);
    for (const { hints, number } of tasks) {
      for (const hint of hints) {
        assert.ok(hint.length > 20, `TODO ${number}: "${hint}" helps nobody`);
        assert.doesNotMatch(hint, lineNumber);
      }
    }
    assert.doesNotMatch(readme, lineNumber);
  });

  test(`${entry.name}: its question is the same everywhere`, async () => {
    const { question } = await readLesson(entry);
    for (const file of ["README.md", "exercises.md"]) {
      assert.ok(readFileSync(join(root, file), "utf8").includes(question), file);
    }
  });

  test(`${entry.name}: exercises.md has its section`, () => {
    const exercises = readFileSync(join(root, "exercises.md"), "utf8");
    const start = exercises.indexOf(`\n## ${entry.number} · `);
    assert.ok(start >= 0, `exercises.md has no section "## ${entry.number} · …"`);
    const section = exercises.slice(start + 1).split(/\n## /)[0] ?? "";
    const parts = [...section.matchAll(/^### (.+)$/gm)].map(([, part]) => part);
    const wanted = ["Tasks", "Predict", "Stretch", "Review questions", "Make it yours"];
    assert.deepEqual(parts, wanted);
  });
}
