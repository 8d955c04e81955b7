import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { answersOf } from "../matrix/answers.ts";
import { lessonsInScope } from "../suite/scope.ts";

// The most characters for each, so that a row of a table stays readable.
const most = { writes: 100, happens: 140, truth: 140, ask: 150, source: 90 };

/** Checks of what the shop itself guards, which no learner file can break. */
const outOfReach = new Set(["closed-to-everybody", "cross-site-post", "logout-by-get"]);
const fewestWrongAnswers = { first: 5, others: 12 };
const FEWEST_RIGHT_ANSWERS = 5;

for (const entry of lessonsInScope()) {
  test(`${entry.name}: each check names a misconception, and each is told in full`, async () => {
    const lesson = await readLesson(entry);
    const { tasks, guards, misconceptions } = lesson;
    const inOrder = [...tasks.flatMap(({ checks }) => checks), ...guards];
    assert.deepEqual(Object.keys(misconceptions), inOrder);
    assert.deepEqual([...inOrder].sort(), [...slugsOf(lesson)].sort());
    for (const [slug, misconception] of Object.entries(misconceptions)) {
      for (const [part, length] of Object.entries(most)) {
        const text = misconception[part as keyof typeof most];
        assert.ok(text.length > 5, `${slug}: ${part} says nothing`);
        assert.ok(text.length <= length, `${slug}: ${part} has ${text.length} letters`);
        assert.doesNotMatch(text, /[|`]|you (believe|think)/i, `${slug}: ${part}`);
      }
      assert.match(misconception.ask, /\?$/, `${slug}: that is no question`);
      assert.doesNotMatch(misconception.writes, /\.$/, `${slug}: writes is a phrase`);
      for (const part of ["happens", "truth"] as const) {
        assert.match(misconception[part], /\.$/, `${slug}: ${part} is a sentence`);
      }
    }
  });

  test(`${entry.name}: what a check can name is a misconception of this lesson`, async () => {
    const { misconceptions } = await readLesson(entry);
    const source = readFileSync(join(entry.folder, "lesson.test.ts"), "utf8");
    for (const [, slug = ""] of source.matchAll(/\bslug: "([^"]+)"/g)) {
      assert.ok(slug in misconceptions, `a check names "${slug}"`);
    }
  });

  test(`${entry.name}: each misconception has a wrong answer, and npm test has enough`, async () => {
    const { misconceptions } = await readLesson(entry);
    const answers = answersOf(entry);
    const wrong = answers.filter(({ misconception }) => misconception !== null);
    const held = new Set(wrong.map(({ misconception }) => misconception));
    const none = Object.keys(misconceptions).filter((slug) => !held.has(slug));
    assert.deepEqual(
      none.filter((slug) => !outOfReach.has(slug)),
      [],
      "no wrong answer holds these",
    );
    const { first, others } = fewestWrongAnswers;
    const fewest = entry.number === "00" ? first : others;
    const tested = wrong.filter(({ further }) => !further);
    assert.ok(tested.length >= fewest, `${tested.length} wrong answers`);
    const right = answers.filter((each) => each.misconception === null && !each.further);
    assert.ok(right.length > FEWEST_RIGHT_ANSWERS, "the solution and five beside it");
  });
}
