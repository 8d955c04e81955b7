import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";

// The first module that reads LESSON_MEMORY decides where things are remembered.
const memory = mkdtempSync(join(tmpdir(), "workbook-warm-up-"));
process.env.LESSON_MEMORY = memory;
after(() => rmSync(memory, { recursive: true, force: true }));
const { offerWarmUp } = await import("../../../quiz/runner/warm-up.ts");
const { findDue, readShown } = await import("../../../quiz/runner/due.ts");
const { listDecks } = await import("../../../quiz/runner/decks.ts");
const { remember } = await import("../../../quiz/runner/memory.ts");

const decks = await listDecks();
const MONDAY = new Date("2026-03-02T09:00:00.000Z");
const TUESDAY = new Date("2026-03-03T09:00:00.000Z");

beforeEach(() => rmSync(memory, { recursive: true, force: true }));

function missSome(count: number): void {
  for (const question of decks[0]?.quiz.questions.slice(0, count) ?? [])
    remember(question, "not right", MONDAY);
}

function noteProgress(lesson: string, mark: object): void {
  const nothing = { passed: false, task: null, hints: 0, misconception: null };
  const whole = { version: 2, ...nothing, named: {}, guesses: {}, ...mark };
  mkdirSync(join(memory, "progress"), { recursive: true });
  writeFileSync(join(memory, "progress", `${lesson}.json`), JSON.stringify(whole));
}

test("nothing is offered where nothing is due", async () => {
  assert.equal(await offerWarmUp(MONDAY), null);
  missSome(3);
  assert.equal(await offerWarmUp(MONDAY), null);
});

test("a warm-up has five questions at most, and says why these", async () => {
  missSome(7);
  assert.deepEqual(await offerWarmUp(TUESDAY), [
    " a warm-up, if you like: 5 questions · npm run quiz review short",
    " why these: 5 due again",
  ]);
});

test("what code and guesses have shown comes first, and is counted apart", async () => {
  missSome(7);
  const at = "2026-03-02T20:00:00.000Z";
  noteProgress("02-sticky-sessions", { named: { "pin-outlives-its-server": at } });
  noteProgress("01-in-memory", {
    guesses: { 3: { said: 1, measured: 12, at } },
  });
  const offer = (await offerWarmUp(TUESDAY)) ?? [];
  assert.match(offer[1] ?? "", /\d from mistakes named in your code, \d from your guess/);
  for (const line of offer) assert.ok(line.length <= 80, line);
  const reasons = findDue(decks, await readShown(), TUESDAY).map(({ why }) => why);
  const says = (words: RegExp) => assert.ok(reasons.some((why) => words.test(why)));
  says(/^in lesson 02 a check named this in your code: pin-outlives-its-server$/);
  says(/^in lesson 01 you said .+, and it was 12 \(pages seen in the login loop\)$/);
  says(/^your first answer yesterday wasn't right yet, and it is due again$/);
});

test("a guess that came true on the learner's own code is no reason to ask", async () => {
  // The answer key says 2, for the original code; theirs had no fault left when the demo
  // ran.
  const at = "2026-03-02T20:00:00.000Z";
  noteProgress("00-http-forgets", { guesses: { 0: { said: 0, measured: 0, at } } });
  assert.equal((await readShown()).concepts.size, 0);
  noteProgress("00-http-forgets", { guesses: { 0: { said: 1, measured: 0, at } } });
  assert.equal((await readShown()).concepts.size, 1);
});
