import { closureOf, filesUnder } from "./imports.ts";

/** A test file, as a path from the root. */
export type TestFile = {
  path: string;
  /** Whether it is organized by lesson, and can prove one of them alone. */
  isByLesson: boolean;
};

const SCOPE = "shared/checks/suite/scope.ts";
// A lesson's own checks fail until a learner solves it; the contract runs these on
// starters and on solutions. The tests of a lesson's helpers are next to them.
const learnersOwn = /^lessons\/[^/]+\/lesson\.test\.ts$/;

/** All tests of the workbook. The matrix takes longest, so it comes first. */
export function listTestFiles(): TestFile[] {
  return ["shared", "quiz", "lessons"]
    .flatMap(filesUnder)
    .filter((path) => path.endsWith(".test.ts") && !learnersOwn.test(path))
    .map((path) => ({ path, isByLesson: closureOf(path).has(SCOPE) }))
    .sort((a, b) => Number(isMatrix(b)) - Number(isMatrix(a)) || compare(a, b));
}

function isMatrix({ path }: TestFile): boolean {
  return path.endsWith("matrix.test.ts");
}

function compare(a: TestFile, b: TestFile): number {
  return a.path.localeCompare(b.path);
}
