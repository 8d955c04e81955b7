import assert from "node:assert/strict";
import { test } from "node:test";
import { listLessons, readLesson, solutionFolder } from "../../runner/catalogue.ts";
import { playScript } from "../support/judging.ts";

// The answer to a prediction can't be wrong: each is compared with what a run measures.
for (const entry of listLessons()) {
  for (const script of ["demo", "wall"] as const) {
    test(`${entry.name}: the ${script} measures what the predictions say`, async () => {
      const { predictions, demo } = await readLesson(entry);
      const yours = script === "demo" && demo.of === "yours";
      const lines = await playScript(
        entry,
        script,
        yours ? entry.folder : solutionFolder(entry),
      );
      assert.ok(lines.length > 0);
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
