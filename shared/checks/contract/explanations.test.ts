import assert from "node:assert/strict";
import { test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { readExplanations } from "../../course/explanations.ts";
import { readRegions } from "../../harness/core/regions.ts";
import { WIDTH } from "../../terminal/style.ts";
import { readMarked } from "../matrix/marked-files.ts";
import { lessonsInScope } from "../suite/scope.ts";

/** How far a variant's code is indented on the screen. */
const INDENT = 3;

for (const entry of lessonsInScope()) {
  test(`${entry.name}: each task is explained, under its own title`, async () => {
    const { tasks } = await readLesson(entry);
    assert.deepEqual(
      readExplanations(entry).map(({ task, title }) => ({ task, title })),
      tasks.map(({ number, title }) => ({ task: number, title })),
    );
  });

  // The matrix proves that they are right: each of them is part of a right answer.
  test(`${entry.name}: each task has two or three variants, other than the solution`, () => {
    const regions = readMarked(entry).flatMap(({ text }) => readRegions(text));
    for (const { task, variants } of readExplanations(entry)) {
      const solution = regions.findLast((region) => region.task === task)?.solution;
      const codes = [solution, ...variants.map(({ code }) => code)];
      const texts = codes.map((lines = []) => lines.join("\n"));
      assert.equal(new Set(texts).size, texts.length, `TODO ${task}`);
      assert.ok(variants.length >= 2 && variants.length <= 3, `TODO ${task}`);
      const tooLong = variants
        .flatMap(({ code }) => code)
        .filter((line) => line.length > WIDTH - INDENT);
      assert.deepEqual(tooLong, []);
    }
  });
}
