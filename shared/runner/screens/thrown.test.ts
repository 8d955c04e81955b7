import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { formatThrown } from "./thrown.ts";

const file = "/home/ada/workbook/lessons/00-http-forgets/identity.ts";

for (const { title, message, shown } of [
  {
    title: "a syntax error is where it is and what is wrong, without esbuild's inside",
    message: `TransformError: Transform failed with 2 errors:
${file}:10:15: ERROR: The symbol "a" has already been declared
${file}:12:6: ERROR: Expected identifier but found "="
    at failureErrorWithLog (/home/ada/workbook/node_modules/esbuild/lib/main.js:1752:15)
    at responseCallbacks.<computed> (/home/ada/workbook/node_modules/esbuild/lib/main.js:886:9)
    at Socket.emit (node:events:524:28)
    at new Promise (<anonymous>)`,
    shown: [
      '   lessons/00-http-forgets/identity.ts:10:15: The symbol "a" has already been',
      "   declared",
      '   lessons/00-http-forgets/identity.ts:12:6: Expected identifier but found "="',
    ],
  },
  {
    title: "a line of code keeps its place above its marks",
    message: `file://${file}:3
import { nix } from "#app"; nix();
         ^^^
SyntaxError: The requested module '#app' does not provide an export named 'nix'
    at async load (/home/ada/workbook/shared/harness/hosts/server-host.ts:30:12)

Node.js v20.19.0`,
    shown: [
      "   lessons/00-http-forgets/identity.ts:3",
      '   import { nix } from "#app"; nix();',
      "            ^^^",
      "   SyntaxError: The requested module '#app' does not provide an export named",
      "   'nix'",
    ],
  },
  {
    title: "of a stack, the learner's own line is left",
    message: `Error: no luck
    at <anonymous> (${file}:67:7)
    at async load (/home/ada/workbook/shared/harness/hosts/server-host.ts:30:12)`,
    shown: [
      "   Error: no luck",
      "   at <anonymous> (lessons/00-http-forgets/identity.ts:67:7)",
    ],
  },
]) {
  test(title, () => {
    assert.deepEqual(formatThrown(message, "/home/ada/workbook/"), shown);
  });
}

test("a syntax error shows its line of code, with a mark under the place", () => {
  const folder = mkdtempSync(join(tmpdir(), "workbook-thrown-"));
  try {
    writeFileSync(join(folder, "identity.ts"), "let a;\nconst b = [1, 2;\n");
    const message = `${folder}/identity.ts:2:16: ERROR: Expected "]" but found ";"`;
    assert.deepEqual(formatThrown(message, `${folder}/`), [
      '   identity.ts:2:16: Expected "]" but found ";"',
      "",
      "   const b = [1, 2;",
      `${" ".repeat(19)}^`,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
