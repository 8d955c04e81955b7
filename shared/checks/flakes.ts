import { Worker } from "node:worker_threads";
import { listLessons } from "../course/catalogue.ts";
import { judgeWhileBusy } from "./busy-solutions.ts";
import { answersOf } from "./matrix/answers.ts";
import { type Proof, proveAll } from "./matrix/prove.ts";
import { compareScreen } from "./matrix/screen.ts";
import { dismissJudges } from "./support/judging.ts";

const usage = `
 npm run flakes                     solutions and right answers, 50 times each
 npm run flakes 03 10               those of one lesson, 10 times each
 npm run flakes solutions           only the solutions
 npm run flakes screens 10          wrong answers, and whether their screens stay the same
 npm run flakes busy 20             the solutions, beside fifteen processes that only count
`;

const kinds = new Set(["solutions", "screens", "busy"]);

/**
 * Judges right answers again and again, next to a thread that keeps a core busy. A check
 * that fails once in fifty times lies to one learner in fifty, and a screen that changes
 * from run to run depends on something that no learner did.
 */
async function main(asked: readonly string[]): Promise<number> {
  const only = asked.find((word) => /^\d\d$/.test(word) && isLesson(word));
  const times = Number(asked.find((word) => /^\d+$/.test(word) && word !== only) ?? 50);
  const [kind, ...more] = asked.filter((word) => !/^\d+$/.test(word));
  if (more.length > 0 || (kind !== undefined && !kinds.has(kind))) {
    console.log(usage);
    return 2;
  }
  const lessons = listLessons().filter(
    ({ number }) => only === undefined || number === only,
  );
  if (kind === "busy") return (await judgeWhileBusy(lessons, times)) === 0 ? 0 : 1;
  const wrong = kind === "screens";
  const answers = lessons
    .flatMap(answersOf)
    .filter(({ further, misconception }) =>
      wrong ? misconception !== null : misconception === null && !further,
    )
    .filter(({ name }) => kind !== "solutions" || name === "the solution");
  const busy = new Worker("while (true) {}", { eval: true });
  let judged = 0;
  const failures: string[] = [];
  for (let round = 1; round <= times; round++) {
    const tell = (proof: Proof) => {
      const { answer, detail, result } = proof;
      judged++;
      const differs = wrong ? compareScreen(answer, proof.screen) : null;
      if (result === (wrong ? "caught" : "accepted") && differs === null) return;
      const what = differs === null ? detail : `another screen than before: ${differs}`;
      failures.push(`${answer.lesson.number} ${answer.name}: ${result}\n    ${what}`);
      console.log(failures.at(-1));
    };
    // Like a learner's run: on processes that haven't been used before.
    await proveAll(answers, tell, { fresh: true });
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
