import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { readStarter } from "../../course/lesson-files.ts";
import { assertReadable, readScreen, type Screen } from "../support/command.ts";
import { entryOf } from "../support/labs.ts";
import { ProjectCopy } from "../support/project.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());

const run = async (...words: string[]): Promise<Screen> => {
  const screen = await readScreen(copy.start(words));
  assertReadable(screen);
  return screen;
};

for (const words of [["help"], ["--help"], ["-h"], ["01", "help"]]) {
  test(`${words.join(" ")}: names every command`, async () => {
    const { code, lines } = await run(...words);
    assert.equal(code, 0);
    for (const command of [
      "demo",
      "hint",
      "wall",
      "explain",
      "diff",
      "reset",
      "finish",
      "help",
    ]) {
      assert.ok(
        lines.some((line) => new RegExp(`npm run lesson .*\\b${command}\\b`).test(line)),
      );
    }
  });
}

test("the wall comes with a pass, and then it is played; the list names stretches to do", async () => {
  const before = await run("00", "wall");
  assert.equal(before.code, 1);
  assert.match(
    before.lines.join("\n"),
    /The wall comes with a pass[\s\S]*next: npm run lesson 00/,
  );
  const { edits, tasks } = await readLesson(entryOf("00"));
  const core = tasks.filter(({ stretch }) => !stretch).map(({ number }) => number);
  for (const file of edits) {
    const text = readStarter(entryOf("00"), file, new Set(core));
    writeFileSync(copy.path("lessons", "00-http-forgets", file), text);
  }
  assert.equal((await run("00")).code, 0);
  const wall = await run("00", "wall");
  assert.equal(wall.code, 0);
  assert.match(
    wall.lines.join("\n"),
    /The wall: what this correct code can't do[\s\S]*#1 /,
  );
  const left = tasks.filter(({ stretch }) => stretch).map(({ number }) => `${number} ☆`);
  assert.ok(left.length > 0);
  const { lines } = await run();
  const line = lines.find((text) => text.includes("00 HTTP forgets")) ?? "";
  assert.ok(line.endsWith(`passed; to do: TODO ${left.join(", ")}`), line);
});
