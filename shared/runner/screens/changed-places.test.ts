import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveStarter } from "../../harness/core/regions.ts";
import { findChangedPlaces } from "./changed-places.ts";

const solution = `import { a } from "#app";

const life = 8;

export function signIn(): void {
  //#region TODO 1 — give a ticket
  give();
  //#endregion
}

export function isOld(): boolean {
  //#region TODO 2 — look at the time
  //- return false;
  return time() > life;
  //#endregion
}

export function save(): void {
  keep();
}
`;
const starter = deriveStarter(solution);
const change = (from: string, to: string) => {
  const yours = starter.replace(from, to);
  assert.notEqual(yours, starter);
  return findChangedPlaces(yours, starter, solution);
};

test("a file as it came has no changed place", () => {
  assert.deepEqual(findChangedPlaces(starter, starter, solution), {
    tasks: [],
    outside: [],
  });
});

test("a task that is done is no change outside", () => {
  const places = change('todo(1, "give a ticket");', "const id = make();\n  give(id);");
  assert.deepEqual(places, { tasks: [1], outside: [] });
});

test("so is one whose lines came with it", () => {
  assert.deepEqual(change("return false;", "return true;"), { tasks: [2], outside: [] });
});

test("and one whose mark was left standing", () => {
  const mark = "  // TODO 2 — look at the time\n";
  const places = change(mark, `${mark}  const now = time();\n`);
  assert.deepEqual(places, { tasks: [2], outside: [] });
});

test("given code that was changed is named by its lines", () => {
  const line = starter.split("\n").findIndex((text) => text.includes("keep();")) + 1;
  const places = change("keep();", "keep();\n  keep();");
  assert.deepEqual(places, { tasks: [], outside: [{ from: line + 1, to: line + 1 }] });
});

test("given code that was taken out is named by where it was", () => {
  const line = starter.split("\n").findIndex((text) => text.includes("keep();")) + 1;
  const places = change("  keep();\n", "");
  assert.equal(places.outside.length, 1);
  assert.ok(Math.abs((places.outside[0]?.from ?? 0) - line) <= 1);
});

test("one change over a task and the line above it is both", () => {
  const places = change(
    'export function signIn(): void {\n  todo(1, "give a ticket");',
    "export async function signIn(): Promise<void> {\n  await give();",
  );
  assert.deepEqual(places.tasks, [1]);
  assert.equal(places.outside.length, 1);
});

test("comments and imports are no change", () => {
  const places = change("const life = 8;", "// in hours\nconst life = 8;");
  assert.deepEqual(places, { tasks: [], outside: [] });
});
