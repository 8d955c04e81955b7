import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Entry, readLesson, solutionFolder } from "../../course/catalogue.ts";
import { createFormatter } from "../../runner/screens/script.ts";
import { lessonsInScope } from "../suite/scope.ts";
import { assertFits } from "../support/command.ts";
import { dismissJudges, playScript } from "../support/judging.ts";

after(dismissJudges);

// The answer to a prediction can't be wrong, because each is compared with what a run
// measures.
for (const entry of lessonsInScope()) {
  for (const script of ["demo", "wall"] as const) {
    test(`${entry.name}: the ${script} is readable, and measures what was predicted`, async () => {
      const { predictions, demo } = await readLesson(entry);
      const yours = script === "demo" && demo.of === "yours";
      const lines = await playScript(
        entry,
        script,
        yours ? entry.folder : solutionFolder(entry),
      );
      const printed = lines.flatMap(createFormatter(script));
      assert.ok(printed.length > 0);
      assertFits(printed);
      if (script === "demo") assertPasted(entry, printed);
      else assert.ok(!printed.join().includes("✗"), "a wall is nobody's fault");
      for (const { answer, before, choices, measures } of predictions) {
        if (before !== script) continue;
        const measured = lines.find(
          (line) => line.kind === "measure" && line.name === measures,
        );
        assert.ok(measured?.kind === "measure", `nothing measures "${measures}"`);
        const choice = choices[answer] ?? "";
        const [number] = /\d+/.exec(choice) ?? [];
        assert.ok(number !== undefined, `the right choice, "${choice}", names no number`);
        const asSaid = choice.startsWith("more than")
          ? measured.value > Number(number)
          : measured.value === Number(number);
        assert.ok(asSaid, `${measures}: said "${choice}", measured ${measured.value}`);
      }
    });
  }
}

/** The text shows a real run: what it quotes is what the command prints. */
function assertPasted(entry: Entry, printed: readonly string[]): void {
  const readme = readFileSync(join(entry.folder, "README.md"), "utf8");
  const blocks = [
    ...readme.matchAll(/```console\n\$ npm run lesson (\d\d) demo\n([\s\S]*?)```/g),
  ];
  assert.equal(blocks.length, readme.split("```console").length - 1);
  assert.ok(blocks.length > 0, "the text shows a run");
  for (const [, number, pasted = ""] of blocks) {
    assert.equal(number, entry.number);
    const [, ...lines] = pasted.trim().split("\n");
    assertInOrder(lines.map(normalise), printed.map(normalise));
  }
}

/**
 * Process ids, ports and times differ from run to run. So do the store's commands: a
 * command that waits for its connection to open is sent outside its request, and isn't
 * seen.
 */
function normalise(line: string): string {
  return line
    .trim()
    .replace(/ · Redis: [A-Z, ]+$/, "")
    .replace(/pid \d+/g, "pid …")
    .replace(/\d+(\.\d+)? ms/g, "… ms");
}

function assertInOrder(pasted: readonly string[], printed: readonly string[]): void {
  let at = 0;
  for (const line of pasted.filter((text) => text !== "")) {
    const found = printed.indexOf(line, at);
    assert.ok(found >= 0, `the run does not print this (in this place): ${line}`);
    at = found + 1;
  }
}
