import { listLessons } from "../../course/catalogue.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { answersOf } from "./answers.ts";
import { author, verbs } from "./authoring.ts";
import type { Proof } from "./prove.ts";
import { proveRound, type RedisKind } from "./round.ts";
import { compareScreen, writeGolden } from "./screen.ts";
import { formatMatrix, isComplete } from "./table.ts";

const usage = `
 npm run matrix                    the wrong and right answers that npm test judges
 npm run matrix 03                 all answers of one lesson
 npm run matrix all                all answers of all lessons, on both Redises
 npm run matrix 03 native          the same, on a Redis of this machine
 npm run matrix 03 fresh           the same, each on processes that are started for it
 npm run matrix all fresh          all of them so, to see that reused ones change nothing
 npm run matrix 03 accept          all answers of it, and what was shown is the screen from now on
 npm run matrix 03 show SLUG       the whole file of an answer ("solution": to begin one)
 npm run matrix 03 save SLUG FILE  keep an answer that was written whole, as a patch
 npm run matrix 03 rebase          make patches apply again, after the solution changed
`;

/**
 * Carries out the words after `npm run matrix`; returns 0 only if every answer came out
 * right.
 */
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
  const fresh = words.includes("fresh");
  const manners = ["accept", "fresh", "native"];
  const [scope, ...rest] = words.filter((word) => !manners.includes(word));
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
  const kind = words.includes("native") ? "native" : "embedded";
  const kinds: readonly RedisKind[] = scope === "all" ? ["embedded", "native"] : [kind];
  for (const kind of kinds) {
    console.log(`on the ${kind} Redis, ${fresh ? "fresh" : "reused"} processes\n`);
    const tell = ({ answer, result }: Proof) =>
      console.log(`${answer.lesson.number} ${answer.name}: ${result}`);
    const { proofs, ranOn } = await proveRound(kind, answers, tell, { fresh });
    console.log(`\n${formatMatrix(proofs).join("\n")}\n`);
    for (const redis of ranOn) console.log(`what needs a Redis ran on: ${redis}\n`);
    const same = settleScreens(proofs, accept && kind === "embedded");
    complete &&= isComplete(proofs) && same;
  }
  return complete ? 0 : 1;
}

/**
 * Compares the screens with the committed ones, or commits them; reports which differ.
 */
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

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(messageOf(error));
  return 1;
});
