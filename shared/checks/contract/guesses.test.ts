import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { listLessons, readLesson, root } from "../../course/catalogue.ts";
import { assertReadable, runLesson, type Screen } from "../support/command.ts";

const memory = mkdtempSync(join(tmpdir(), "workbook-guesses-"));
after(() => rmSync(memory, { recursive: true, force: true }));
const lessons = await Promise.all(listLessons().map(readLesson));

async function predict(number: string, ...words: string[]): Promise<Screen> {
  const screen = await runLesson([number, "predict", ...words], {
    LESSON_MEMORY: memory,
  });
  assertReadable(screen);
  return screen;
}

function progressOf(name: string): string {
  return join(memory, "progress", `${name}.json`);
}

function guessesOf(name: string): object {
  const file = progressOf(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).guesses : {};
}

function assertShows({ lines }: Screen, ask: string | undefined): void {
  const text = lines.join(" ").replace(/\s+/g, " ");
  assert.ok(ask && text.includes(ask), text);
}

for (const { number, name, predictions } of lessons) {
  test(`a guess counts for the question of lesson ${number} that was on the screen`, async () => {
    const [first, second] = predictions;
    const early = await predict(number, "2");
    assertShows(early, first?.ask);
    assert.equal(early.code, 2);
    assert.deepEqual(guessesOf(name), {}, "before any question was shown");

    assert.equal((await predict(number, "2")).code, 0);
    const guesses = { 0: { said: 1, measured: null } };
    assert.deepEqual(guessesOf(name), guesses, "after it was shown");

    const next = await predict(number, "not-sure");
    assertShows(next, second?.ask);
    assert.deepEqual(guessesOf(name), guesses, "for the second one, not shown yet");
  });
}

test("what exercises.md says of predict is true", () => {
  const exercises = readFileSync(join(root, "exercises.md"), "utf8");
  const sameEverywhere = lessons.every(({ number, predictions }) => {
    const [, section = ""] = exercises.split(`\n## ${number} · `);
    const [, table = ""] = section.split("### Predict");
    const [rows = ""] = table.split("###");
    // The rows, without the two lines of the table's head.
    return rows.match(/^\|.*\|$/gm)?.length === predictions.length + 2;
  });
  const says = exercises.replace(/\s+/g, " ");
  assert.equal(/predict` asks the same questions/.test(says), sameEverywhere);
});

test("a question that has changed since it was on the screen has not been on the screen", async () => {
  const [lesson] = lessons;
  assert.ok(lesson);
  const file = progressOf(lesson.name);
  const before = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...before, shown: `${before.shown}\n99` }));
  assert.equal((await predict(lesson.number, "1")).code, 2);
  assert.deepEqual(guessesOf(lesson.name), before.guesses);
  assert.equal((await predict(lesson.number, "1")).code, 0);
});
