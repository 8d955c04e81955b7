import assert from "node:assert/strict";
import { after, test } from "node:test";
import { listDecks } from "../../../quiz/runner/decks.ts";
import type { Lab } from "../../harness/lab/lab.ts";
import { lessonsInScope } from "../suite/scope.ts";
import { openSolution } from "../support/labs.ts";
import { cookies } from "./cookies.ts";
import type { Experiments } from "./experiment.ts";
import { inMemory } from "./in-memory.ts";
import { jwt } from "./jwt.ts";
import { redis } from "./redis.ts";
import { revocation } from "./revocation.ts";
import { sticky } from "./sticky.ts";
import { twoAtOnce } from "./two-at-once.ts";

const experiments: Experiments = {
  ...inMemory,
  ...sticky,
  ...redis,
  ...jwt,
  ...revocation,
  ...twoAtOnce,
  ...cookies,
};
const decks = await listDecks();
const predictions = decks.flatMap(({ quiz }) =>
  quiz.questions.filter((question) => question.kind === "predict"),
);

// Consecutive predictions on the same lesson share a lab, because starting one takes
// longest. Each has its own frontend, so that the turns start over.
let open: { lesson: string; lab: Lab } | null = null;
after(async () => open?.lab[Symbol.asyncDispose]());

async function labFor(lesson: string, servers: number): Promise<Lab> {
  if (open?.lesson === lesson && lesson !== "02") {
    return open.lab.startBeside({ servers });
  }
  await open?.lab[Symbol.asyncDispose]();
  open = { lesson, lab: await openSolution(lesson, { servers }) };
  return open.lab;
}

const inScope = new Set(lessonsInScope().map(({ number }) => number));

for (const { id, choices } of predictions) {
  const about = experiments[id];
  if (about && "lesson" in about && !inScope.has(about.lesson)) continue;
  test(`what ${id} asks for is what happens`, async () => {
    const experiment = experiments[id];
    assert.ok(experiment, `the prediction ${id} has no experiment that runs it`);
    const happens =
      "lesson" in experiment
        ? await experiment.run(await labFor(experiment.lesson, experiment.servers))
        : await experiment.run();
    const told = choices.filter((choice) => choice.right).map(({ is }) => is);
    assert.deepEqual(told, [happens]);
  });
}

test("each experiment belongs to a prediction", () => {
  const ids = predictions.map(({ id }) => id);
  assert.deepEqual(
    Object.keys(experiments).filter((id) => !ids.includes(id)),
    [],
  );
});
