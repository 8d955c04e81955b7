import { listLessons } from "../../course/catalogue.ts";
import { dismissJudges } from "../support/judging.ts";
import { answersOf } from "./answers.ts";
import { author, verbs } from "./authoring.ts";
import { type Proof, proveAll } from "./prove.ts";
import { compareScreen, writeGolden } from "./screen.ts";
import { formatMatrix, isComplete } from "./table.ts";

const usage = `
 npm run matrix                    the wrong and right answers that npm test judges
 npm run matrix 03                 all answers of one lesson
 npm run matrix all                all answers of all lessons, on both Redises
 npm run matrix 03 accept          the same, and what was shown is the screen from now on
 npm run matrix 03 show SLUG       the whole file of an answer ("solution": to begin one)
 npm run matrix 03 save SLUG FILE  keep an answer that was written whole, as a patch
 npm run matrix 03 rebase          make patches apply again, after the solution changed
`;

/** Reads the words after `npm run matrix`; 0 only if every answer came out as it must. */
async function main(words: readonly string[]): Promise<number> {
  const lessons = listLessons();
  const [number, verb = ""] = words;
  const lesson = lessons.find((each) => each.number === number);
  if (lesson && verbs.has(verb)) {
    const code = author(lesson, words.slice(1));
    if (code === 2) console.log(usage);
    return code;
  }
  const accept = words.includes("accept");
  const [scope, ...rest] = words.filter((word) => word !== "accept");
  const chosen = lessons.filter(
    ({ number }) => scope === undefined || scope === "all" || scope === number,
  );
  if (chosen.length === 0 || rest.length > 0) {
    console.log(usage);
    return 2;
  }
  const answers = chosen
    .flatMap(answersOf)
    .filter(({ further }) => scope !== undefined || !further);
  let complete = true;
  for (const redis of scope === "all" ? ["embedded", "native"] : ["embedded"]) {
    process.env.LESSON_REDIS = redis;
    console.log(`on the ${redis} Redis\n`);
    const proofs = await proveAll(answers, ({ answer, result }) => {
      console.log(`${answer.lesson.number} ${answer.name}: ${result}`);
    });
    console.log(`\n${formatMatrix(proofs).join("\n")}\n`);
    const same = settleScreens(proofs, accept && redis === "embedded");
    complete &&= isComplete(proofs) && same;
  }
  return complete ? 0 : 1;
}

/** Compares the screens with those that are committed, or commits these; tells which differ. */
function settleScreens(proofs: readonly Proof[], accept: boolean): boolean {
  let same = true;
  for (const { answer, result, screen } of proofs) {
    if (result !== "caught") continue;
    if (accept) writeGolden(answer, screen);
    const difference = compareScreen(answer, screen);
    if (difference === null) continue;
    same = false;
    console.log(
      `${answer.lesson.number} ${answer.name}: another screen\n${difference}\n`,
    );
  }
  return same;
}

process.exitCode = await main(process.argv.slice(2));
await dismissJudges();
