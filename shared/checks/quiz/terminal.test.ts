import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pickedOf } from "../../../quiz/kinds/kind.ts";
import { kindOf } from "../../../quiz/kinds/registry.ts";
import type { Question } from "../../../quiz/model/question.ts";
import { listDecks } from "../../../quiz/runner/decks.ts";
import { present } from "../../../quiz/runner/presented.ts";
import { root } from "../../course/catalogue.ts";
import { assertReadable, readScreen, type Screen } from "../support/command.ts";
import { nodeWords } from "../support/node-words.ts";
import { noTerminal, TerminalUser } from "../support/terminal-user.ts";

const cli = join(root, "quiz", "runner", "cli.ts");
const folder = mkdtempSync(join(tmpdir(), "workbook-quiz-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const decks = await listDecks();
const MONDAY = "2026-03-02T09:00:00.000Z";
const TUESDAY = "2026-03-03T09:00:00.000Z";

/** A separate memory for each test, and the clock at a fixed time. */
function environment(name: string, now = MONDAY) {
  return { NO_COLOR: "1", LESSON_MEMORY: join(folder, name), LESSON_NOW: now };
}

function questionsOf(deck: string): readonly Question[] {
  return decks.find(({ number }) => number === deck)?.quiz.questions ?? [];
}

/**
 * What to type for the right answer, with the choices in the order given by this seed.
 */
function right(question: Question, seed: string): string {
  const { kind, order } = present(question, seed);
  if ("word" in kind.right) return kind.right.word;
  return pickedOf(kind.right)
    .map((at) => order.indexOf(at) + 1)
    .join(" ");
}

async function runQuiz(
  words: readonly string[],
  lines: readonly string[],
  env: Record<string, string>,
): Promise<Screen> {
  const quiz = spawn(process.execPath, [...nodeWords(cli), ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  quiz.stdin.end(lines.map((line) => `${line}\n`).join(""));
  return readScreen(quiz);
}

test("every deck, answered right from standard input, gives exit code 0", async () => {
  for (const { number, quiz } of decks) {
    const lines = quiz.questions.map((question) => right(question, "script"));
    const screen = await runQuiz([number], lines, environment("all-right"));
    assertReadable(screen);
    const all = quiz.questions.length;
    assert.ok(screen.lines.includes(` ${all} of ${all} right on the first try.`), number);
    assert.equal(screen.code, 0, number);
  }
  const overview = await runQuiz([], [], environment("all-right"));
  assertReadable(overview);
  assert.ok(
    overview.lines.some((line) => /00 {2}HTTP forgets +8 of 8 +- +-$/.test(line)),
  );
});

test("one that is not right: the reasons of both, and exit code 1", async () => {
  const [first] = questionsOf("03");
  assert.ok(first && "choices" in first);
  const { order } = present(first, "script");
  const missed = first.choices.findIndex((choice) => !choice.right);
  const line = String(order.indexOf(missed) + 1);
  const screen = await runQuiz(["03", "short"], [line], environment("missed"));
  assertReadable(screen);
  const text = screen.lines.join(" ").replace(/\s+/g, " ");
  for (const at of [missed, ...pickedOf(kindOf(first).right)]) {
    assert.ok(text.includes(first.choices[at]?.because ?? "?"), String(at));
  }
  assert.match(text, /0 of 1 right on the first try\. 4 questions had no answer/);
  assert.equal(screen.code, 1);
});

test("a line that is no reply: exit code 2, and what stood before it is kept", async () => {
  const [first] = questionsOf("01");
  assert.ok(first);
  const lines = [right(first, "script"), "seven"];
  const screen = await runQuiz(["01"], lines, environment("unreadable"));
  assert.ok(screen.lines.some((line) => /line 2: "seven" isn't one of 1 to/.test(line)));
  assert.equal(screen.code, 2);
  const kept = readdirSync(join(folder, "unreadable", "quiz"));
  assert.deepEqual(kept, [`${first.id}.json`]);
});

test("json: a question's text, what was replied, what is right and why", async () => {
  const all = decks.flatMap(({ quiz }) => quiz.questions);
  for (const { number, quiz } of decks) {
    const lines = quiz.questions.map((question) => right(question, "script"));
    const { code, lines: output } = await runQuiz(
      [number, "json"],
      ["?", ...lines.slice(1)],
      environment("json-whole"),
    );
    const result = JSON.parse(output.join("\n"));
    assert.equal(code, 1, number);
    assert.equal(result.questions[0].reply, null, "not sure");
    for (const [at, told] of result.questions.entries()) {
      const question = all.find(({ id }) => id === told.id);
      assert.equal(told.text, question?.ask);
      assert.equal(told.code, question?.code);
      assert.ok(told.key.length > 0, told.id);
      assert.ok(told.explanation.length > 0, told.id);
      if (at > 0) assert.deepEqual(told.reply, told.key, told.id);
    }
  }
});

test("json: what is replied is told in words, though it is not right", async () => {
  const [first] = questionsOf("03");
  assert.ok(first && "choices" in first);
  const missed = first.choices.findIndex((choice) => !choice.right);
  const { order } = present(first, "script");
  const typed = [String(order.indexOf(missed) + 1)];
  const { lines } = await runQuiz(["03", "json"], typed, environment("json-missed"));
  const { asked, questions } = JSON.parse(lines.join("\n"));
  assert.equal(asked, questionsOf("03").length);
  assert.equal(questions.length, 1);
  assert.deepEqual(questions[0].reply, [first.choices[missed]?.text]);
  const wanted = first.choices.map((choice) => ({
    answer: choice.text,
    right: choice.right === true,
    because: choice.because,
  }));
  assert.deepEqual(questions[0].explanation, wanted);
});

const badInput: [words: readonly string[], line: string, code: string, fact: RegExp][] = [
  [["01", "json"], "seven", "unreadable-reply", /^line 1: "seven" isn't one of 1 to 4/],
  [["01", "json"], "", "unreadable-reply", /^line 1: That doesn't have a number/],
  [["cookeis", "json"], "1", "unknown-deck", /no deck "cookeis"/],
  [["99", "json"], "1", "unknown-deck", /no deck "99"/],
  [["json", "01"], "1", "unknown-deck", /no deck "json"/],
  [["review", "json"], "1", "unknown-command", /review has no command "json"/],
  [["01", "json", "short"], "1", "unknown-command", /no command "json short"/],
  [["01", "short", "json"], "1", "unknown-command", /no command "short json"/],
];
for (const [words, line, code, fact] of badInput) {
  test(`json: "${words.join(" ")}" with "${line}" gives an error as JSON, exit code 2`, async () => {
    const screen = await runQuiz(words, [line], environment("json-bad"));
    const { error } = JSON.parse(screen.lines.join("\n"));
    assert.equal(error.code, code);
    assert.match(error.fact, fact);
    assert.ok(error.fix.length > 0);
    assert.equal(screen.code, 2);
  });
}

test("json: what is said to people meanwhile does not get into it", async () => {
  const [first] = questionsOf("00");
  assert.ok(first);
  const kept = join(folder, "json-spoiled", "quiz");
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, `${first.id}.json`), "{ half of");
  const typed = [right(first, "script")];
  const screen = await runQuiz(["00", "json"], typed, environment("json-spoiled"));
  assert.equal(JSON.parse(screen.lines.join("\n")).right, 1);
  assert.match(screen.errors, /unreadable quiz answers was set aside/);
});

test("json: the result for a program, and nothing else", async () => {
  const lines = questionsOf("02").map((question) => right(question, "script"));
  const screen = await runQuiz(
    ["02", "json"],
    ["?", ...lines.slice(1)],
    environment("json"),
  );
  const result = JSON.parse(screen.lines.join("\n"));
  assert.equal(result.right, result.asked - 1);
  assert.equal(result.questions[0].result, "not right");
  assert.equal(screen.code, 1);
});

test("a word that is no deck: the nearest one", async () => {
  const screen = await runQuiz(["cookeis"], [], environment("nearest"));
  assert.ok(screen.lines.includes(" Did you mean: npm run quiz cookies"));
  assert.equal(screen.code, 2);
});

test("a deck by keys alone; what was missed comes again, and is due on the right day", {
  skip: noTerminal,
  timeout: 60_000,
}, async () => {
  const env = environment("keys");
  const questions = questionsOf("00");
  const [missed] = questions;
  assert.ok(missed);
  {
    using person = new TerminalUser(cli, "00", env);
    for (const [at, question] of questions.entries()) {
      await person.sees(new RegExp(`question ${at + 1} of ${questions.length}`));
      await person.sees(/your answer/);
      person.presses(`${question === missed ? "?" : right(question, MONDAY)}\r`);
      await person.sees(/See it:[\s\S]*Enter: go on/);
      person.presses("\r");
    }
    await person.sees(/7 of 8 right on the first try/);
    await person.sees(/Once more: the 1 question that wasn't right/);
    await person.sees(/again: question 1 of 1[\s\S]*your answer/);
    person.presses(`${right(missed, `${MONDAY} 2`)}\r`);
    await person.sees(/Right\.[\s\S]*Enter: go on/);
    person.presses("\r");
    await person.sees(/Worth another look: lesson 00/);
    assert.deepEqual(await person.ended, [0, null]);
  }
  const today = await runQuiz(["review"], [], env);
  assert.ok(today.lines.includes(" The next questions come tomorrow."));
  const tomorrow = await runQuiz(["review"], [], environment("keys", TUESDAY));
  const text = tomorrow.lines.join(" ").replace(/\s+/g, " ");
  assert.match(text, /question 1 of 1/);
  assert.ok(text.includes(missed.ask.replace(/\s+/g, " ")), "the one that was missed");
});

test("Ctrl-C keeps what was answered, and the deck goes on with the next one", {
  skip: noTerminal,
  timeout: 60_000,
}, async () => {
  const [first] = questionsOf("04");
  assert.ok(first);
  using person = new TerminalUser(cli, "04", environment("stopped"));
  await person.sees(/your answer/);
  person.presses(`${right(first, MONDAY)}\r`);
  await person.sees(/Enter: go on/);
  person.presses("\u0003");
  await person.sees(/Your answers are saved/);
  assert.deepEqual(await person.ended, [130, null]);
  assert.deepEqual(readdirSync(join(folder, "stopped", "quiz")), [`${first.id}.json`]);
  using again = new TerminalUser(cli, "", environment("stopped"));
  await again.sees(/which deck\? .*Enter: 9 of its questions are new/);
  again.presses("nonsense\r");
  await again.sees(/There is no deck "nonsense"/);
  again.presses("\r");
  const asked = (await again.sees(/question 1 of 10[\s\S]*your answer/)).replace(
    /\s+/g,
    " ",
  );
  assert.ok(asked.includes(questionsOf("04")[1]?.ask.slice(0, 60) ?? "?"), asked);
  again.presses("q\r");
  await again.ended;
});

test("show: hands are counted twice, and then all reasons are told", {
  skip: noTerminal,
  timeout: 60_000,
}, async () => {
  const [first] = questionsOf("03");
  assert.ok(first && "choices" in first);
  using person = new TerminalUser(cli, "03 show", environment("show"));
  const asked = await person.sees(/hands for 1 to 4/);
  for (const { because } of first.choices)
    assert.ok(!asked.includes(because.slice(0, 40)));
  person.presses("3 12 0 5\r");
  await person.sees(/ 12 #+[\s\S]*Talk to someone[\s\S]*hands now/);
  person.presses("1 2\r");
  await person.sees(/4 whole numbers, please/);
  person.presses("1 19 0 0\r");
  await person.sees(/19 #+ +\(before: 12\)[\s\S]*Enter: the answer/);
  person.presses("\r");
  const told = (await person.sees(/Enter: the next question/)).replace(/\s+/g, " ");
  for (const { because } of first.choices) assert.ok(told.includes(because), because);
  person.presses("q\r");
  await person.ended;
});

// Whatever the learner's own code and guesses have shown is asked about at once.

function noteProgress(name: string, lesson: string, mark: object): void {
  const progress = join(folder, name, "progress");
  mkdirSync(progress, { recursive: true });
  const nothing = { passed: false, task: null, hints: 0, misconception: null };
  const whole = { version: 2, ...nothing, named: {}, guesses: {}, ...mark };
  writeFileSync(join(progress, `${lesson}.json`), JSON.stringify(whole));
}

test("a misconception that the learner's code tripped is asked about until it is answered", async () => {
  const slug = "logout-only-clears-the-cookie";
  noteProgress("tripped", "01-in-memory", {
    named: { [slug]: "2026-03-01T20:00:00.000Z" },
  });
  const wanted = decks
    .flatMap(({ quiz }) => quiz.questions)
    .filter(
      (question) =>
        "choices" in question &&
        question.choices.some(({ misconception }) => misconception === slug),
    );
  assert.ok(wanted.length > 0);
  const lines = wanted.map((question) => right(question, "script"));
  const review = await runQuiz(["review"], lines, environment("tripped"));
  assert.ok(
    review.lines.includes(
      ` ${wanted.length} of ${wanted.length} right on the first try.`,
    ),
    review.lines.join("\n"),
  );
  const again = await runQuiz(["review"], [], environment("tripped"));
  assert.ok(again.lines.includes(" Nothing is due."));
});

test("review short asks five questions at most, each with the reason why", async () => {
  const missed = questionsOf("00").map(() => "?");
  await runQuiz(["00"], missed, environment("short"));
  const due = await runQuiz(["review", "short"], missed, environment("short", TUESDAY));
  assertReadable(due);
  assert.ok(due.lines.includes(" 0 of 5 right on the first try."), due.lines.join("\n"));
  const reasons = due.lines.filter((line) =>
    line.startsWith(" Asked because your first answer yesterday wasn't right yet"),
  );
  assert.equal(reasons.length, 5);
});

test("a prediction that did not come true is asked about", async () => {
  const guess = { said: 0, measured: 2, at: "2026-03-01T20:00:00.000Z" };
  noteProgress("guessed", "01-in-memory", { guesses: { 0: guess } });
  const review = await runQuiz(["review"], [], environment("guessed"));
  assert.ok(review.lines.some((line) => line.includes("question 1 of")));
});

test("a question that has changed is new again; an unreadable answer is set aside", async () => {
  const [first, second] = questionsOf("00");
  assert.ok(first && second);
  const answers = join(folder, "changed", "quiz");
  mkdirSync(answers, { recursive: true });
  const lines = [first, second].map((question) => right(question, "script"));
  await runQuiz(["00"], lines, environment("changed"));
  const before = await runQuiz([], [], environment("changed"));
  assert.ok(before.lines.some((line) => /^ 00 .* 2 of 2 +6 /.test(line)));
  const file = join(answers, `${first.id}.json`);
  writeFileSync(
    file,
    JSON.stringify({ ...(await readJson(file)), fingerprint: "other" }),
  );
  writeFileSync(join(answers, `${second.id}.json`), "{ half of");
  const after = await runQuiz([], [], environment("changed"));
  assert.ok(
    after.lines.some((line) => /unreadable quiz answers was set aside/.test(line)),
  );
  assert.ok(after.lines.some((line) => /^ 00 .* - +8 /.test(line)));
});

async function readJson(file: string): Promise<object> {
  const { readFile } = await import("node:fs/promises");
  return JSON.parse(await readFile(file, "utf8"));
}
