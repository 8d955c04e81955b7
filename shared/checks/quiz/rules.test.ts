import assert from "node:assert/strict";
import { test } from "node:test";
import type { Choice } from "../../../quiz/kinds/choices.ts";
import { kindOf } from "../../../quiz/kinds/registry.ts";
import { concepts } from "../../../quiz/model/concepts.ts";
import type { Question } from "../../../quiz/model/question.ts";
import { listDecks } from "../../../quiz/runner/decks.ts";
import { listLessons, readLesson } from "../../course/catalogue.ts";

const decks = await listDecks();
const questions = decks.flatMap(({ quiz }) => quiz.questions);
const lessons = await Promise.all(listLessons().map(readLesson));
const slugs = new Set(lessons.flatMap((lesson) => Object.keys(lesson.misconceptions)));

function choicesOf(question: Question): readonly Choice[] {
  return "choices" in question ? question.choices : [];
}

/** Every text of a question that a reader sees. */
function textsOf(question: Question): string[] {
  const { lines, explanation } = kindOf(question);
  const reasons =
    typeof explanation === "string"
      ? [explanation]
      : explanation.map(({ because }) => because);
  return [question.ask, ...lines, ...reasons];
}

test("each lesson has a deck of eight or more, and each deck a short check of five", () => {
  for (const { number } of lessons) {
    const deck = decks.find((each) => each.number === number);
    assert.ok(deck && deck.quiz.questions.length >= 8, `lesson ${number}`);
  }
  for (const { name, quiz } of decks) assert.ok(quiz.questions.length >= 5, name);
});

test("each concept has a question", () => {
  const tested = new Set<string>(questions.flatMap(({ tests }) => tests));
  const missing = Object.keys(concepts).filter((concept) => !tested.has(concept));
  assert.deepEqual(missing, [], "concepts that no question tests");
});

test("a lesson's predictions are about concepts of the quiz", () => {
  for (const lesson of lessons) {
    for (const { concept, measures } of lesson.predictions) {
      assert.ok(Object.hasOwn(concepts, concept), `${lesson.number}, ${measures}`);
    }
  }
});

test("no id is given twice", () => {
  const ids = questions.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
  for (const id of ids) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
});

test("each choice has a reason of its own, and some are right", () => {
  for (const question of questions) {
    const choices = choicesOf(question);
    if (choices.length === 0) continue;
    const right = choices.filter((choice) => choice.right).length;
    const fits =
      question.kind === "several" ? right >= 1 && right < choices.length : right === 1;
    assert.ok(fits, `${question.id}: ${right} of ${choices.length} are right`);
    const reasons = new Set(choices.map(({ because }) => because));
    assert.equal(reasons.size, choices.length, question.id);
    for (const { because } of choices) assert.ok(because.length > 30, question.id);
  }
});

test("a misconception that a choice names is one that a lesson's check catches", () => {
  for (const question of questions) {
    for (const { misconception, right } of choicesOf(question)) {
      if (misconception === undefined) continue;
      assert.ok(slugs.has(misconception), `${question.id}: ${misconception}`);
      assert.ok(!right, `${question.id}: what is right is no misconception`);
    }
  }
});

test("the right choice is not the longest more often than chance would have it", () => {
  for (const { name, quiz } of decks) {
    const single = quiz.questions.filter(
      ({ kind }) => kind === "one" || kind === "predict",
    );
    if (single.length === 0) continue;
    const longest = single.filter((question) => {
      const choices = choicesOf(question);
      const most = Math.max(...choices.map(({ text }) => text.length));
      return choices.some(({ right, text }) => right && text.length === most);
    });
    const chance = single.reduce((sum, each) => sum + 1 / choicesOf(each).length, 0);
    assert.ok(
      longest.length <= Math.ceil(chance),
      `${name}: in ${longest.length} of ${single.length}: ${longest.map(({ id }) => id)}`,
    );
  }
});

test("a word that is asked for is a decision: other words that come to mind are answered", () => {
  for (const question of questions) {
    if (question.kind !== "word") continue;
    assert.ok(question.near.length >= 2, question.id);
    for (const { word } of question.near) {
      assert.ok(!question.answers.includes(word), `${question.id}: ${word}`);
    }
    for (const answer of question.answers) {
      assert.equal(answer, answer.toLowerCase(), question.id);
    }
  }
});

test("the texts are short, plain, and fit the screen", () => {
  for (const question of questions) {
    assert.ok(question.ask.length <= 320, `${question.id}: the question is long`);
    for (const line of question.code?.split("\n") ?? []) {
      assert.ok(line.length <= 70, `${question.id}: ${line}`);
    }
    for (const text of textsOf(question)) {
      assert.doesNotMatch(
        text,
        /[^\x20-\x7e§☆·→–…’“”é]|\b(you believe|obviously|simply)\b|!$/i,
        `${question.id}: ${text}`,
      );
    }
    const choices = choicesOf(question).map(({ text }) => text);
    for (const text of choices) {
      assert.doesNotMatch(text, /(all|none|both) of the (above|others)/i, question.id);
    }
  }
});
