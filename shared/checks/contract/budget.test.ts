import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readLesson, solutionFolder } from "../../course/catalogue.ts";
import { readRegions } from "../../harness/core/regions.ts";
import { lessonsInScope } from "../suite/scope.ts";

const MAX_CORE_TASKS = 5;
const MAX_LINES_OF_A_TASK = 8;
const MAX_LINES_OF_A_LESSON = 25;

// A lesson is an evening of 40 minutes, and what a learner writes must fit into it.
for (const entry of lessonsInScope()) {
  test(`${entry.name}: what the learner writes stays within the budget`, async () => {
    const lesson = await readLesson(entry);
    const core = lesson.tasks.filter(({ stretch }) => !stretch);
    assert.ok(core.length <= MAX_CORE_TASKS, `${core.length} core tasks`);
    let total = 0;
    for (const { file, number } of core) {
      const source = readFileSync(join(solutionFolder(entry), file), "utf8");
      const regions = readRegions(source).filter(({ task }) => task === number);
      assert.ok(regions.length > 0, `TODO ${number} has no region in ${file}`);
      const lines = regions.flatMap(({ solution }) => solution).filter(isCode).length;
      assert.ok(lines <= MAX_LINES_OF_A_TASK, `TODO ${number} asks for ${lines} lines`);
      total += lines;
    }
    assert.ok(total <= MAX_LINES_OF_A_LESSON, `${total} lines in all`);
  });

  test(`${entry.name}: the learner's files are short enough to be read`, async () => {
    for (const file of (await readLesson(entry)).edits) {
      const length = readFileSync(join(entry.folder, file), "utf8").split("\n").length;
      assert.ok(length >= 30 && length <= 110, `${file} has ${length} lines`);
    }
  });

  test(`${entry.name}: each task and its region ask for the same thing`, async () => {
    const { tasks } = await readLesson(entry);
    for (const { file, number, stretch = false, title } of tasks) {
      const source = readFileSync(join(solutionFolder(entry), file), "utf8");
      for (const region of readRegions(source).filter(({ task }) => task === number)) {
        assert.equal(region.what, title);
        assert.equal(region.stretch, stretch);
      }
    }
  });
}

function isCode(line: string): boolean {
  return line.trim() !== "" && !line.trim().startsWith("//");
}
