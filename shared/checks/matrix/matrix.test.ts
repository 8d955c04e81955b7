import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { lessonsInScope, lessonsSampled } from "../suite/scope.ts";
import { dismissJudges } from "../support/judging.ts";
import { answersOf } from "./answers.ts";
import { type Proof, prove } from "./prove.ts";
import { compareScreen } from "./screen.ts";
import { formatMatrix } from "./table.ts";

// A check that passes wrong code teaches something false, and so does one that refuses
// right code. `npm run matrix all` judges more answers, and all of them on a native Redis
// too.
process.env.LESSON_REDIS = "embedded";
const proofs: Proof[] = [];
after(dismissJudges);

describe("the matrix", { concurrency: 2 }, () => {
  const wrong = lessonsSampled()
    .flatMap(answersOf)
    .filter(({ misconception }) => misconception !== null);
  for (const answer of [...lessonsInScope().flatMap(answersOf), ...wrong]) {
    if (answer.further) continue;
    const { lesson, misconception, name } = answer;
    const what = misconception === null ? "accepted" : "caught by its own check";
    test(`${lesson.number} ${name}: ${what}`, async () => {
      const proof = await prove(answer);
      proofs.push(proof);
      const wanted = misconception === null ? "accepted" : "caught";
      assert.equal(proof.result, wanted, proof.detail);
      const difference = misconception ? compareScreen(answer, proof.screen) : null;
      const repair = `look at it; if it is good: npm run matrix ${lesson.number} accept`;
      assert.equal(difference, null, `another screen than before: ${repair}`);
    });
  }
  after(() => console.log(`\n${formatMatrix(proofs).join("\n")}\n`));
});

test("every screen belongs to a wrong answer", () => {
  const folder = join(root, "shared", "checks", "wrong-answers");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const screens = files.filter((file) => file.endsWith(".screen.txt"));
  assert.ok(screens.length > 0);
  for (const screen of screens) {
    const answer = screen.replace(".screen.txt", "");
    const forms = [answer, `${answer}.ts`, `${answer}.patch`];
    assert.ok(
      forms.some((form) => files.includes(form)),
      screen,
    );
  }
});
