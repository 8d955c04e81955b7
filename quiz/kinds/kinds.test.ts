import assert from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../model/question.ts";
import { present, readReply } from "../runner/presented.ts";

const common = { tests: ["session"], ask: "?", see: "lesson 01" } as const;
const choice = (text: string, right = false) => ({
  text,
  because: "because",
  ...(right ? { right: true as const } : {}),
});
const one: Question = {
  ...common,
  kind: "one",
  id: "one",
  choices: [choice("a"), choice("b", true), choice("c"), choice("d")],
};
const several: Question = {
  ...common,
  kind: "several",
  id: "several",
  choices: [choice("a", true), choice("b"), choice("c", true)],
};
const order: Question = {
  ...common,
  kind: "order",
  id: "order",
  steps: ["first", "second", "third"],
  because: "so",
};
const word: Question = {
  ...common,
  kind: "word",
  id: "word",
  answers: ["store", "redis"],
  near: [],
  because: "so",
};
const self: Question = {
  ...common,
  kind: "self",
  id: "self",
  model: "like this",
  points: ["p", "q"],
};

/** What is typed for these lines of a question, wherever they stand on the screen. */
function typed(question: Question, indices: readonly number[]): string {
  const { order } = present(question, "seed");
  return indices.map((index) => order.indexOf(index) + 1).join(" ");
}

function gradeTyped(question: Question, line: string) {
  const presented = present(question, "seed");
  const reply = readReply(presented, line);
  return "problem" in reply ? reply.problem : presented.kind.grade(reply);
}

test("what is right counts wherever it stands", () => {
  assert.equal(gradeTyped(one, typed(one, [1])), "right");
  assert.equal(gradeTyped(one, typed(one, [0])), "not right");
  assert.equal(gradeTyped(several, typed(several, [2, 0])), "right");
  assert.equal(gradeTyped(several, typed(several, [0])), "not right");
  assert.equal(gradeTyped(several, typed(several, [0, 1, 2])), "not right");
  assert.equal(gradeTyped(order, typed(order, [0, 1, 2])), "right");
  assert.equal(gradeTyped(order, typed(order, [1, 0, 2])), "not right");
});

test("a word counts in any case, and in each of its spellings", () => {
  assert.equal(gradeTyped(word, "  Store "), "right");
  assert.equal(gradeTyped(word, "REDIS"), "right");
  assert.equal(gradeTyped(word, "cookie"), "not right");
});

test("one's own grading knows all, some and none", () => {
  assert.equal(gradeTyped(self, "all"), "right");
  assert.equal(gradeTyped(self, "1"), "partly");
  assert.equal(gradeTyped(self, "none"), "not right");
});

test("not to be sure is a reply, and not a right one", () => {
  for (const question of [one, several, order, word]) {
    assert.equal(gradeTyped(question, "?"), "not right");
    assert.equal(gradeTyped(question, "not sure"), "not right");
  }
});

test("what is no reply is told in words", () => {
  const problems: [Question, string, RegExp][] = [
    [one, "5", /isn't one of 1 to 4/],
    [one, "b", /"b" isn't one of 1 to 4/],
    [one, "1 2", /One number/],
    [one, "", /have a number/],
    [one, "1.5", /isn't one of/],
    [several, "1 1", /twice/],
    [order, "1 2", /All 3 numbers/],
    [word, " ", /have a word/],
  ];
  for (const [question, line, says] of problems) {
    assert.match(gradeTyped(question, line), says, `${question.id}: "${line}"`);
  }
});

test("the same seed gives the same places, another one another order", () => {
  assert.deepEqual(present(one, "x").order, present(one, "x").order);
  const orders = ["a", "b", "c", "d", "e"].map((seed) => present(one, seed).order.join());
  assert.ok(new Set(orders).size > 1);
  for (const each of orders)
    assert.deepEqual(each.split(",").sort(), ["0", "1", "2", "3"]);
});
