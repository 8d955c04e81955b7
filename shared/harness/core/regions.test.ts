import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveStarter, isUntouched, readRegions, stripRegions } from "./regions.ts";

const solution = `// head
import type { Session } from "#app";

function one() {
  //#region TODO 1 — do this
  first();
  if (second) {
    third();
  }
  //#endregion
}
function two() {
  //#region TODO 2 ☆ — fix this
  //- return false;
  return true;
  //#endregion
}
`;

test("a starter asks for each task, or shows what there is to mend", () => {
  assert.equal(
    deriveStarter(solution),
    `// head
import { type Session, todo } from "#app";

function one() {
  todo(1, "do this");
}
function two() {
  // TODO 2 ☆ — fix this
  return false;
}
`,
  );
});

test("a starter keeps what is solved, and imports todo only where it is called", () => {
  const derived = deriveStarter(solution, new Set([1]));
  assert.match(derived, /first\(\);/);
  assert.doesNotMatch(derived, /todo/);
});

test("a file without an import of #app gets one", () => {
  const derived = deriveStarter(
    "// head\n  //#region TODO 1 — x\n  y();\n  //#endregion\n",
  );
  assert.equal(derived, '// head\nimport { todo } from "#app";\n  todo(1, "x");\n');
});

test("an import of #app stands among the project's own, after those of Node", () => {
  const other = "#harness";
  const derived = deriveStarter(
    [
      "// head",
      'import { x } from "node:x";',
      `import type { Pick } from "${other}";`,
      "//#region TODO 1 — x",
      "y();",
      "//#endregion",
    ].join("\n"),
  );
  assert.deepEqual(derived.split("\n").slice(1, 4), [
    'import { x } from "node:x";',
    'import { todo } from "#app";',
    `import type { Pick } from "${other}";`,
  ]);
});

test("an import of many names keeps the formatter's form", () => {
  const names = [
    "aaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbbbbbbbbbbbbbbb",
    "type Zzzzzzzzzzzzzzzzz",
  ];
  const given = `import {\n  ${names.join(",\n  ")},\n} from "#app";`;
  const derived = deriveStarter(
    [given, "//#region TODO 1 — x", "y();", "//#endregion"].join("\n"),
  );
  const wanted = [...names.slice(0, 2), "todo", ...names.slice(2)];
  assert.equal(
    derived.split("\n//")[0]?.split("\ntodo(")[0],
    `import {\n  ${wanted.join(",\n  ")},\n} from "#app";`,
  );
});

test("the code of one task is what its last hint shows", () => {
  const [first] = readRegions(solution);
  assert.deepEqual(first?.solution, ["first();", "if (second) {", "  third();", "}"]);
});

test("without its marks, a solution is production code", () => {
  const text = stripRegions(solution);
  assert.doesNotMatch(text, /region|\/\/-|return false/);
  assert.match(text, /first\(\);/);
});

test("a stretch is untouched while its line stands", () => {
  assert.equal(isUntouched(deriveStarter(solution), 2), true);
  assert.equal(isUntouched(solution, 2), false);
  assert.equal(isUntouched('  todo(6, "x");', 6), true);
  assert.equal(isUntouched("  return true;", 6), false);
});

for (const [title, source] of [
  ["inside another", "//#region TODO 1 — a\n//#region TODO 2 — b"],
  ["that does not end", "//#region TODO 1 — a\nx();"],
] as const) {
  test(`a region ${title} is an error`, () => {
    assert.throws(() => readRegions(source), /region/);
  });
}
