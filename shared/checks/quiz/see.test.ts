import assert from "node:assert/strict";
import { test } from "node:test";
import { listDecks } from "../../../quiz/runner/decks.ts";
import { readPlace } from "./places.ts";
import { subjects } from "./subjects.ts";

const decks = await listDecks();

// The first concept that a question tests is its subject.
for (const { name, quiz } of decks) {
  test(`what a question of ${name} sends its reader to is there, and speaks of its subject`, async () => {
    const faults: string[] = [];
    for (const { id, see, tests } of quiz.questions) {
      const text = await readPlace(see);
      const [subject] = tests;
      if (text === undefined) faults.push(`${id}: there is no "${see}"`);
      else if (!subjects[subject].test(text))
        faults.push(`${id}: nothing about ${subject} at "${see}"`);
    }
    assert.deepEqual(faults, []);
  });
}
