import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { listDecks } from "../../../quiz/runner/decks.ts";
import { root } from "../../course/catalogue.ts";
import { filesUnder } from "../suite/imports.ts";

const questions = (await listDecks()).flatMap(({ quiz }) => quiz.questions);

/** Names that only some kinds have: checking for one is checking the kind. */
const ownNames = new Set(
  questions
    .flatMap(Object.keys)
    .filter((name) => questions.some((question) => !(name in question)))
    .filter((name) => name !== "code"),
);

test("only the file of a kind knows what is special about it", () => {
  const kinds = [...new Set(questions.map(({ kind }) => kind))].join("|");
  const names = [...ownNames].join("|");
  const branch = new RegExp(
    `\\bkind\\s*[!=]==?|switch \\([^)]*kind\\)|case "(${kinds})"|"(${names})" in|\\bquestion\\.(${names})\\b`,
  );
  for (const path of filesUnder("quiz/runner")) {
    const found = branch.exec(readFileSync(join(root, path), "utf8"));
    assert.equal(found?.[0], undefined, `${path} decides by the kind of a question`);
  }
});
