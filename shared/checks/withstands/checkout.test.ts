import assert from "node:assert/strict";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { deriveStarter } from "../../harness/core/regions.ts";
import { assertFits, assertReadable, readScreen } from "../support/command.ts";
import { ProjectCopy } from "../support/project.ts";
import { textOfAnswer } from "../support/written-answer.ts";

// A folder with as awkward a name as possible.
const copy = new ProjectCopy("Übung über Sitzungen №1");
after(() => copy[Symbol.dispose]());

const lesson = "01-in-memory";
const checks = copy.path("lessons", lesson, "lesson.test.ts");
const file = copy.path("lessons", lesson, "sessions.ts");
const real = readFileSync(checks, "utf8");

test("in a path with spaces and non-ASCII letters, the starter fails at TODO 1", async () => {
  const { code, lines } = await readScreen(copy.start(["01", "once"]));
  assert.equal(code, 1, lines.join("\n"));
  assert.match(lines.join("\n"), /TODO 1 {2}lessons/);
});

for (const [how, altered] of Object.entries({
  emptied: "",
  "with one check deleted": real.replace(/^check\("one-ticket-a-user", \w+\);\n/m, ""),
  "with every check skipped": real.replaceAll("check(", "void (() => {})("),
})) {
  test(`checks that were ${how}: never a pass, but 2`, async () => {
    assert.notEqual(altered, real);
    writeFileSync(checks, altered);
    try {
      const { code, lines } = await readScreen(copy.start(["01", "solution"]));
      assert.equal(code, 2, lines.join("\n"));
      assert.match(lines.join("\n"), /could not decide[\s\S]*reset checks/);
    } finally {
      writeFileSync(checks, real);
    }
  });
}

test("what the checks import was changed: never a pass, but 2", async () => {
  const helper = copy.path("lessons", lesson, "randomness.ts");
  const before = readFileSync(helper, "utf8");
  writeFileSync(helper, before.replace("return Math.round(bits)", "return 256"));
  try {
    assert.notEqual(readFileSync(helper, "utf8"), before);
    const { code, lines } = await readScreen(copy.start(["01", "solution"]));
    assert.equal(code, 2, lines.join("\n"));
    assert.match(lines.join("\n"), /could not decide[\s\S]*reset checks/);
  } finally {
    writeFileSync(helper, before);
  }
});

test("two runs at once do not meet", async () => {
  const screens = await Promise.all(
    [0, 1].map(() => readScreen(copy.start(["00", "solution"]))),
  );
  for (const { code, lines } of screens) assert.equal(code, 0, lines.join("\n"));
});

test("a suspend in the middle of a run is no failure", async () => {
  const runner = copy.start(["00", "solution"]);
  const reading = readScreen(runner);
  await once(runner.stdout ?? runner, "data");
  runner.kill("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  runner.kill("SIGCONT");
  const { code, lines } = await reading;
  assert.equal(code, 0, lines.join("\n"));
});

test("where nothing can be written, the verdict stands, and the loss is said", async () => {
  const nowhere = copy.path("package.json", "no-folder");
  const { code, lines } = await readScreen(
    copy.start(["01", "once"], { LESSON_MEMORY: nowhere }),
  );
  assert.equal(code, 1);
  assert.match(lines.join("\n"), /TODO 1 {2}lessons[\s\S]*could not be saved/);
});

test("progress that can't be read is set aside, and not lost", async () => {
  const memory = copy.path(".workbook", "progress");
  const broken = `${memory}/${lesson}.json`;
  writeFileSync(broken, "{ half of");
  const { code, lines } = await readScreen(copy.start(["01", "once"]));
  assert.equal(code, 1);
  assert.match(lines.join("\n"), /was set aside: \.workbook/);
  const kept = readdirSync(memory).find((name) => name.startsWith(`${lesson}.json.`));
  assert.equal(readFileSync(`${memory}/${kept}`, "utf8"), "{ half of");
});

test("reset gives the starter back, and keeps what was written", async () => {
  const starter = readFileSync(file, "utf8");
  writeFileSync(file, `${starter}// mine\n`);
  const { code, lines } = await readScreen(copy.start(["01", "reset"]));
  assert.equal(code, 0);
  assert.equal(readFileSync(file, "utf8"), starter);
  const [, saved = ""] = /cp "([^"]+)"/.exec(lines.join("\n")) ?? [];
  assert.ok(existsSync(copy.path(saved)), saved);
  assert.match(readFileSync(copy.path(saved), "utf8"), /\/\/ mine\n$/);
});

for (const [where, env] of Object.entries({
  "wasn't found": { PATH: copy.folder },
  "isn't a clone": {},
})) {
  test(`altered checks can't be reset (${where}): what to do then, and 2`, async () => {
    writeFileSync(checks, "");
    try {
      const screen = await readScreen(copy.start(["01", "reset", "checks"], env));
      assertReadable(screen);
      assert.equal(screen.code, 2);
      assert.match(screen.lines.join(" "), new RegExp(`${where}.* next: .*download`));
    } finally {
      writeFileSync(checks, real);
    }
  });
}

test("explain shows nothing of the solution before a pass", async () => {
  const refused = await readScreen(copy.start(["01", "explain"]));
  assert.equal(refused.code, 1);
  assert.match(refused.lines.join("\n"), /come with a pass[\s\S]*next: .* 01 hint/);
  assert.doesNotMatch(refused.lines.join("\n"), /Also right|randomBytes/);
});

test("diff shows nothing of the solution before a pass, and the tasks anyway", async () => {
  const refused = await readScreen(copy.start(["01", "diff"]));
  assert.equal(refused.code, 1);
  assert.doesNotMatch(refused.lines.join("\n"), /randomBytes/);
  const shown = await readScreen(copy.start(["01", "diff", "anyway"]));
  assert.equal(shown.code, 0);
  assert.match(
    shown.lines.join("\n"),
    / TODO 1 — [\s\S]*\+.*randomBytes[\s\S]* TODO 5 — /,
  );
});

test("a hint asks the question of what the last run named, and says what comes next", async () => {
  const starter = readFileSync(file, "utf8");
  writeFileSync(file, textOfAnswer("01", "logout-only-clears-the-cookie"));
  try {
    const run = await readScreen(copy.start(["01", "once"]));
    assert.match(run.lines.join("\n"), /known as: logout-only-clears-the-cookie/);
    const first = await readScreen(copy.start(["01", "hint"]));
    assert.match(first.lines.join("\n"), /TODO 4[\s\S]*hint 1 of 3[\s\S]*\?\n/);
    assert.match(first.lines.join("\n"), /the next hint shows where and why/);
    // A file that doesn't load says nothing about the task, so the hints continue where
    // they were.
    writeFileSync(file, "export const = 1;");
    await readScreen(copy.start(["01", "once"]));
    const second = await readScreen(copy.start(["01", "hint"]));
    assert.match(second.lines.join("\n"), /hint 2 of 3[\s\S]*OWASP/);
    const third = await readScreen(copy.start(["01", "hint"]));
    assert.match(
      third.lines.join("\n"),
      /hint 3 of 3.*\n\n\S[\s\S]*clearCookie.*\n\n This was the last/,
    );
    assert.doesNotMatch(third.lines.join("\n"), /randomBytes/, "only this task's code");
  } finally {
    writeFileSync(file, starter);
  }
});

test("after the last lesson all are checked again before the finish is told", async () => {
  using only = new ProjectCopy();
  for (const name of readdirSync(only.path("lessons"))) {
    if (name.startsWith("00")) continue;
    rmSync(only.path("lessons", name), { recursive: true });
  }
  const file00 = join(root, "lessons", "00-http-forgets", "identity.ts");
  const slip = await readScreen(only.start(["finish", "00"]));
  assert.equal(slip.code, 2);
  assert.match(slip.lines.join("\n"), /takes no other word/);
  const early = await readScreen(only.start(["finish"]));
  assert.equal(early.code, 1);
  assert.match(early.lines.join("\n"), /· 00 .*not begun[\s\S]*0 of 1 pass.*lesson 00/);
  const begun = only.path("lessons", "00-http-forgets", "identity.ts");
  writeFileSync(begun, `${readFileSync(begun, "utf8")}// begun\n`);
  const failed = await readScreen(only.start(["finish"]));
  assert.match(failed.lines.join("\n"), /✗ 00 .*does not pass[\s\S]*0 of 1 pass/);
  const identity = "00-http-forgets/identity.ts";
  copyFileSync(only.path("solutions", identity), only.path("lessons", identity));
  const late = await readScreen(only.start(["finish"]));
  assert.equal(late.code, 0);
  assert.match(late.lines.join("\n"), /✓ 00 .*passes[\s\S]*You have rebuilt/);
  assert.equal((await readScreen(only.start(["00", "reset"]))).code, 0);
  const anew = await readScreen(only.start(["finish"]));
  assert.match(anew.lines.join("\n"), /· 00 .*not begun/);
  copyFileSync(only.path("solutions", identity), only.path("lessons", identity));
  assert.equal((await readScreen(only.start(["finish"]))).code, 0);
  writeFileSync(begun, readFileSync(file00, "utf8"));
  const undone = await readScreen(only.start(["finish"]));
  assert.match(undone.lines.join("\n"), /✗ 00 .*does not pass/);
});

test("what Redis holds is shown as it changes", async () => {
  const { code, lines } = await readScreen(copy.start(["03", "store"]));
  assert.equal(code, 0);
  const holds = lines.filter((line) => line.includes("Redis holds 1 key"));
  assert.ok(holds.length >= 2, "after the sign-in, and after the purchase");
  assert.match(lines.join("\n"), /ends in \d+ s[\s\S]*apple/);
});

test("during a run, what each check changed in Redis is shown", async () => {
  const answer = copy.path("solutions", "03-redis-sessions");
  const run = copy.start(["03", "once", "store"], { LESSON_ANSWER: answer });
  const { lines } = await readScreen(run);
  assertFits(lines);
  const text = lines.join("\n");
  assert.match(text, /✓ signing in .*\n +Redis holds 1 key:\n.* ends in \d+ s\n.*alice/);
  assert.match(text, /Redis holds \d+ keys; what has changed:\n.*\n.*apple/);
  const none = await readScreen(copy.start(["01", "once", "store"]));
  assert.match(none.lines.join("\n"), /has no Redis/);
});

for (const { words, meant } of [
  { words: ["demo", "01"], meant: "npm run lesson 01 demo" },
  { words: ["01", "demoo"], meant: "npm run lesson 01 demo" },
  { words: ["memroy"], meant: "npm run lesson 01  (in-memory)" },
]) {
  test(`"${words.join(" ")}" is a slip: what was meant is said, and 2`, async () => {
    const { code, lines } = await readScreen(copy.start(words));
    assert.equal(code, 2);
    assert.ok(lines.includes(` Did you mean: ${meant}`), lines.join("\n"));
  });
}

test("a stretch that fails does not take the tick", async () => {
  const http = "00-http-forgets";
  const theirs = copy.path("lessons", http, "identity.ts");
  const starter = readFileSync(theirs);
  writeFileSync(theirs, textOfAnswer("00", "not-a-whole-request"));
  try {
    const { code, lines } = await readScreen(copy.start(["00", "once"]));
    assert.equal(code, 1, lines.join("\n"));
    assertFits(lines);
    assert.match(lines.join("\n"), /TODO 3 ☆[\s\S]*Lesson 00 is done anyway/);
    const list = await readScreen(copy.start([]));
    assert.match(list.lines.join("\n"), /✓ +00/);
  } finally {
    writeFileSync(theirs, starter);
  }
});

test("a prediction is kept, measured, and told beside what came", async () => {
  const asked = await readScreen(copy.start(["01", "predict"]));
  assert.match(asked.lines.join("\n"), /Before you see it/);
  const noted = await readScreen(copy.start(["01", "predict", "not-sure"]));
  assert.equal(noted.code, 0, noted.lines.join("\n"));
  const demo = await readScreen(copy.start(["01", "demo"]));
  assert.match(demo.lines.join("\n"), /: \d+\. You weren't sure\./);
  const wrong = await readScreen(copy.start(["01", "predict", "99"]));
  assert.equal(wrong.code, 2);
});

test("doctor finds this machine able, and says what it looked at", async () => {
  const { lines } = await readScreen(copy.startFile("shared/runner/doctor.ts"));
  for (const what of ["Node", "packages", "Redis", "file events", "loopback", "memory"]) {
    assert.ok(
      lines.some((line) => line.includes(` ${what} `)),
      what,
    );
  }
});

test("of two resets in one second, both keep what they found", async () => {
  const file = copy.path("lessons", "00-http-forgets", "identity.ts");
  const starter = readFileSync(file, "utf8");
  const saved = copy.path(".workbook", "saved");
  rmSync(saved, { recursive: true, force: true });
  for (const work of ["// the first\n", "// the second\n"]) {
    writeFileSync(file, work);
    assert.equal((await readScreen(copy.start(["00", "reset"]))).code, 0);
  }
  assert.equal(readFileSync(file, "utf8"), starter);
  const kept = readdirSync(saved, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(saved, name), "utf8"));
  assert.deepEqual(kept.sort(), ["// the first\n", "// the second\n"]);
});

test("reset puts a file in place of a link or a folder, and diff says what it misses", async () => {
  const file = copy.path("lessons", "00-http-forgets", "identity.ts");
  const starter = readFileSync(file, "utf8");
  const solution = copy.path("solutions", "00-http-forgets", "identity.ts");
  const solved = readFileSync(solution, "utf8");
  const stand = {
    "a link": () => symlinkSync(solution, file),
    "a link to itself": () => symlinkSync(file, file),
    "a folder": () => mkdirSync(file),
    nothing: () => {},
  };
  for (const [what, make] of Object.entries(stand)) {
    rmSync(file, { recursive: true });
    make();
    if (what !== "a link") {
      const diff = await readScreen(copy.start(["00", "diff", "anyway"]));
      assert.equal(diff.code, 2, what);
      assert.match(diff.lines.join("\n"), /can't be read[\s\S]*reset/);
    }
    assert.equal((await readScreen(copy.start(["00", "reset"]))).code, 0, what);
    assert.equal(readFileSync(file, "utf8"), starter, what);
    assert.equal(readFileSync(solution, "utf8"), solved, what);
  }
});

test("after a pass, the hint is for the stretch that is still to be begun", async () => {
  const solution = readFileSync(copy.path("solutions", lesson, "sessions.ts"), "utf8");
  const starter = readFileSync(file, "utf8");
  try {
    writeFileSync(file, deriveStarter(solution, new Set([1, 2, 3, 4, 5, 6])));
    const run = await readScreen(copy.start(["01", "once"]));
    assert.equal(run.code, 0);
    assert.match(run.lines.join("\n"), /not begun: TODO 7/);
    const hint = await readScreen(copy.start(["01", "hint"]));
    assert.match(hint.lines.join("\n"), /TODO 7 ☆/);
    writeFileSync(file, solution);
    assert.equal((await readScreen(copy.start(["01", "once"]))).code, 0);
    const none = await readScreen(copy.start(["01", "hint"]));
    assert.match(none.lines.join("\n"), /Nothing is left to do/);
  } finally {
    writeFileSync(file, starter);
  }
});
