import { Worker } from "node:worker_threads";
import { listLessons } from "../runner/catalogue.ts";
import { answersOf } from "./matrix/answers.ts";
import { proveAll } from "./matrix/prove.ts";
import { dismissJudges } from "./support/judging.ts";

const usage = `
 npm run flakes                     solutions and right answers, 50 times each
 npm run flakes 03 10               those of one lesson, 10 times each
 npm run flakes solutions           only the solutions
`;

/**
 * Judges what is right again and again, beside a thread that keeps a core busy. A check
 * that fails once in fifty times is a check that lies to one learner in fifty.
 */
async function main(words: readonly string[]): Promise<number> {
  const only = words.find((word) => /^\d\d$/.test(word) && isLesson(word));
  const times = Number(words.find((word) => /^\d+$/.test(word) && word !== only) ?? 50);
  const unknown = words.filter((word) => word !== "solutions" && !/^\d+$/.test(word));
  if (unknown.length > 0) {
    console.log(usage);
    return 2;
  }
  const answers = listLessons()
    .filter(({ number }) => only === undefined || number === only)
    .flatMap(answersOf)
    .filter(({ further, misconception }) => misconception === null && !further)
    .filter(({ name }) => !words.includes("solutions") || name === "the solution");
  const busy = new Worker("while (true) {}", { eval: true });
  let judged = 0;
  const failures: string[] = [];
  for (let round = 1; round <= times; round++) {
    await proveAll(answers, ({ answer, detail, result }) => {
      judged++;
      if (result === "accepted") return;
      failures.push(`${answer.lesson.number} ${answer.name}: ${result}\n    ${detail}`);
      console.log(failures.at(-1));
    });
    console.log(`round ${round} of ${times}: ${failures.length} of ${judged} failed`);
  }
  await busy.terminate();
  return failures.length === 0 ? 0 : 1;
}

function isLesson(word: string): boolean {
  return listLessons().some(({ number }) => number === word);
}

process.exitCode = await main(process.argv.slice(2));
await dismissJudges();
