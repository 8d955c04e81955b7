import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { type Entry, readLesson } from "../../course/catalogue.ts";
import { slugsOf } from "../../harness/core/lesson.ts";
import { isUntouched, readRegions } from "../../harness/core/regions.ts";
import { AnswerOutdated, openStretches, readAnswer } from "../matrix/answer-files.ts";
import { writeAbove } from "../matrix/answer-header.ts";
import { applyChanges, type NamedFile, readPatch } from "../matrix/answer-patch.ts";
import { findTypeErrors } from "../matrix/answer-types.ts";
import { answersOf, readHeaderOf, wordOf } from "../matrix/answers.ts";
import { readMarked } from "../matrix/marked-files.ts";
import { rebasePatch } from "../matrix/rebase.ts";
import { composeAnswer, readWritten } from "../matrix/written-answer.ts";
import { lessonsInScope } from "../suite/scope.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { entryOf } from "../support/labs.ts";

const LONGEST_BELIEF = 100;

for (const entry of lessonsInScope()) {
  const answers = answersOf(entry).filter(({ path }) => path.includes("-answers"));

  test(`${entry.name}: every answer says what it is about, and can be written out`, async () => {
    const lesson = await readLesson(entry);
    const words = answers.map(wordOf);
    assert.deepEqual([...new Set(words)], words, "a word means one answer");
    for (const answer of answers) {
      const header = readHeaderOf(answer.path);
      assert.ok(header, `${answer.name} has no header`);
      const kind = answer.misconception === null ? "differs" : "believes";
      assert.equal(header.kind, kind, answer.name);
      assert.ok(header.says.length <= LONGEST_BELIEF, `${answer.name} says too much`);
      if (answer.misconception !== null) {
        assert.ok(slugsOf(lesson).includes(answer.misconception), answer.name);
      }
      const files = readAnswer(answer).map(({ path }) => path);
      assert.deepEqual(
        lesson.edits.filter((file) => !files.includes(file)),
        [],
        answer.name,
      );
    }
  });

  test(`${entry.name}: what "save" keeps of a whole answer makes that answer again`, () => {
    // A folder of whole files is put in place by hand.
    for (const answer of answers.filter(({ path }) => /\.(ts|patch)$/.test(path))) {
      const files = readAnswer(answer);
      const header = readHeaderOf(answer.path);
      const [first, ...others] = files;
      assert.ok(header && first, answer.name);
      const isPatch = answer.path.endsWith(".patch");
      const shown = isPatch ? writeAbove(header, first.text) : first.text;
      using folder = new TemporaryAnswer([{ ...first, text: shown }, ...others]);
      const kept = composeAnswer(entry, readWritten(entry, folder.folder));
      assert.equal(kept.extension, isPatch ? ".patch" : ".ts", answer.name);
      const again = isPatch ? changed(entry, kept.text) : [{ ...first, text: kept.text }];
      assert.deepEqual(again, files, answer.name);
    }
  });
}

/** The result of applying a patch to a lesson's solution. */
function changed(entry: Entry, patch: string): NamedFile[] {
  const { changes, header } = readPatch(patch);
  return applyChanges(openStretches(readMarked(entry), header.leavesOpen), changes);
}

const sticky = entryOf("02");
const marked = readMarked(sticky);
const [solution = { path: "", text: "" }] = openStretches(marked, []);
const [first = "", second = ""] = solution.text.split("\n");
const file = solution.path;
const stretch = readRegions(marked[0]?.text ?? "").find((region) => region.stretch);

/**
 * A patch of lesson 02 that adds a line between the first two, though its position says
 * otherwise.
 */
const addsLine = `believes: one more line is harmless

--- ${file}
+++ ${file}
@@ -21,2 +21,3 @@
 ${first}
+export const added: number = 1;
 ${second}
`;

/** Reads a text as the patch of an answer of lesson 02. */
function readAs(patch: string): string {
  using written = new TemporaryAnswer([{ path: "mine.patch", text: patch }]);
  const path = join(written.folder, "mine.patch");
  const answer = { lesson: sticky, name: "mine", path, misconception: "no-pin" };
  return readAnswer({ ...answer, further: false })[0]?.text ?? "";
}

/** The message about a patch that is refused. */
function refusalOf(patch: string): string {
  try {
    readAs(patch);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message;
  }
  return assert.fail("it was taken");
}

test("a patch is applied where its old text is, though the lines have moved", () => {
  const whole = solution.text.replace(
    second,
    `export const added: number = 1;\n${second}`,
  );
  assert.equal(readAs(addsLine), whole);
});

const outdated = addsLine.replace(` ${second}`, " // a line that is gone");

test("a patch whose old text is gone is refused: which file, which hunk, what to type", () => {
  const message = refusalOf(outdated);
  assert.match(
    message,
    /mine\.patch: hunk 1 \(@@ -21,2 \+21,3 @@\) doesn't apply to pick\.ts/,
  );
  assert.match(message, /is not there/);
  assert.match(message, /npm run matrix 02 rebase/);
  assert.match(message, /npm run --silent matrix 02 show mine > answer\.ts/);
  assert.match(message, /matrix 02 save mine answer\.ts/);
});

test("a patch whose old text is there twice is refused: it would be a guess", () => {
  const twice = addsLine.replace(/@@[\s\S]*$/, "@@ -1,1 +1,1 @@\n-}\n+};\n");
  assert.match(refusalOf(twice), /is there \d+ times/);
});

test("a refusal can be told from other errors", () => {
  assert.throws(
    () => readAs(outdated),
    (error) => error instanceof AnswerOutdated && error.code === "ANSWER_OUTDATED",
  );
});

for (const { what, patch, says } of [
  {
    what: "a key that no header has",
    patch: addsLine.replace("believes", "thinks"),
    says: /no line of an answer's header/,
  },
  {
    what: "hunks that were edited by hand",
    patch: addsLine.replace("+export", "+\n+export"),
    says: /no patch of an answer.*"save"/s,
  },
  {
    what: "a task left open that is no stretch",
    patch: addsLine.replace("\n\n", "\nleaves open: 1\n\n"),
    says: /TODO 1 is no stretch/,
  },
  {
    what: "a file that the solution has not",
    patch: addsLine.replaceAll(file, "pack.ts"),
    says: /has no pack\.ts/,
  },
]) {
  test(`${what}: refused, and the file is named`, () => {
    const message = refusalOf(patch);
    assert.match(message, says);
    assert.match(message, /mine\.patch/);
  });
}

test("a stretch that is left open is as the starter has it, and no longer solved", () => {
  assert.ok(stretch);
  const { solution: solved, task } = stretch;
  const text = readAs(addsLine.replace("\n\n", `\nleaves open: ${task}\n\n`));
  assert.ok(isUntouched(text, task));
  assert.ok(!text.includes(solved.at(-1) ?? ""));
});

/** The solution of lesson 02 after someone has changed its second line. */
const changedSince = marked.map(({ path, text }) => ({
  path,
  text: text.replace(second, `${second} // since then`),
}));

test("after the solution has changed beside it, a patch is rebased, and makes the same of it", () => {
  const rebased = rebasePatch(addsLine, marked, changedSince);
  assert.ok(rebased.startsWith("believes: one more line is harmless\n"));
  assert.ok(
    rebased.includes(`+export const added: number = 1;\n ${second} // since then\n`),
  );
});

test("where the solution has changed the same lines, a patch is not rebased", () => {
  const ours = addsLine.replace(` ${second}`, `-${second}\n+// ours`);
  assert.throws(
    () => rebasePatch(ours, marked, changedSince),
    /changed the same lines of/,
  );
});

test("what TypeScript refuses in an answer is found, and its name is told", () => {
  using written = new TemporaryAnswer([
    { path: "ill-typed.patch", text: addsLine.replace("= 1", '= "1"') },
    { path: "well-typed.patch", text: addsLine },
  ]);
  const answers = ["ill-typed", "well-typed"].map((name) => {
    const path = join(written.folder, `${name}.patch`);
    return { lesson: sticky, name, path, misconception: "no-pin", further: false };
  });
  const errors = findTypeErrors(answers).join("\n");
  assert.match(errors, /ill-typed\/pick\.ts\(\d+,\d+\): error TS2322/);
  assert.doesNotMatch(errors, /well-typed/);
});
