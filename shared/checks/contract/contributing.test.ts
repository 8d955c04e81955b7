import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../course/catalogue.ts";

const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

test("the walk from Enter to server A has at most 15 steps, and each is a file", () => {
  const [, walk = ""] = text.split("## From Enter to server A and back\n");
  const [section = ""] = walk.split("\n## ");
  const steps = section.split(/\n(?=\d+\. )/).slice(1);
  assert.ok(steps.length > 10 && steps.length <= 15, `${steps.length} steps`);
  for (const step of steps) {
    const files = [...step.matchAll(/`([^`]+\.(?:ts|js))`/g)].map(
      ([, file = ""]) => file,
    );
    assert.ok(files.length > 0, step);
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  }
});

test("every file that CONTRIBUTING names by its path is there", () => {
  const paths = text.matchAll(
    /`((?:shared|lessons|solutions|quiz)\/[\w./-]+\.(?:ts|js))`/g,
  );
  const missing = [...paths].map(([, path = ""]) => path).filter(isMissing);
  assert.deepEqual(missing, []);
});

// NN stands for a lesson's number.
function isMissing(path: string): boolean {
  return !/NN/.test(path) && !existsSync(join(root, path));
}
