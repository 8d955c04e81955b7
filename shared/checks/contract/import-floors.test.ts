import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { aliases, filesUnder, importsOf } from "../suite/imports.ts";

// From top to bottom: a file may import from its own floor and from lower ones.
const floors = [
  /^shared\/checks\//,
  /^shared\/(live-page|runner|measure)\/|^quiz\//,
  /^shared\/(course|terminal)\//,
  /^(lessons|solutions)\//,
  /^shared\/harness\/(?!core\/)/,
  /^shared\/harness\/core\//,
  /^shared\/app\//,
] as const;
const floorOf = (path: string) => floors.findIndex((floor) => floor.test(path));

test("imports go down, never up", () => {
  for (const path of ["shared", "quiz", "lessons", "solutions"].flatMap(filesUnder)) {
    assert.ok(floorOf(path) >= 0, `${path} stands on no floor`);
    for (const target of importsOf(path)) {
      assert.ok(floorOf(path) <= floorOf(target), `${path} imports ${target}`);
    }
  }
});

test("no file imports itself by way of others", () => {
  const files = ["shared", "quiz", "lessons", "solutions"].flatMap(filesUnder);
  const known = new Map(files.map((path) => [path, importsOf(path)]));
  const done = new Set<string>();
  function follow(path: string, way: readonly string[]): void {
    const circle = way.slice(way.indexOf(path));
    assert.ok(!way.includes(path), [...circle, path].join(" → "));
    if (done.has(path)) return;
    for (const target of known.get(path) ?? []) follow(target, [...way, path]);
    done.add(path);
  }
  for (const path of files) follow(path, []);
});

test("nothing is reached around the floors, by its path", () => {
  // A host file is a separate program that gets started; a lesson is found by its name.
  const started =
    /^(lesson|demo)\.ts$|(cli|start|-host|-process|-loader|-thread)\.(ts|js)$/;
  for (const path of ["shared", "quiz"].flatMap(filesUnder)) {
    if (path.endsWith(".test.ts") || path.startsWith("shared/checks/")) continue;
    const text = readFileSync(join(root, path), "utf8");
    for (const [, target = ""] of text.matchAll(/new URL\(\s*"([^"]+\.(?:ts|js))"/g)) {
      assert.match(target, started, `${path} reaches ${target}`);
    }
  }
});

test("a lesson and a solution import #app, #harness, npm packages, and their own folder", () => {
  for (const path of ["lessons", "solutions"].flatMap(filesUnder)) {
    const [top, folder] = path.split("/");
    for (const target of importsOf(path)) {
      const allowed = [...Object.values(aliases)].includes(target);
      assert.ok(allowed || target.startsWith(`${top}/${folder}/`), `${path}: ${target}`);
    }
  }
});

test("an index.ts only passes on", () => {
  for (const path of filesUnder("shared").filter((file) => file.endsWith("/index.ts"))) {
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    for (const line of lines.filter((text) => text !== "")) {
      assert.match(line, /^export |^ {2}|^\} from /, `${path}: ${line}`);
    }
  }
});
