import { findLesson, listLessons } from "../../runner/catalogue.ts";
import { answersOf } from "./answers.ts";
import { proveAll } from "./prove.ts";
import { formatMatrix, isComplete } from "./table.ts";

// `npm run matrix`, `npm run matrix 03`, `npm run matrix all` (on both Redises).
const [word] = process.argv.slice(2);
const lessons = listLessons();
const chosen = word === undefined || word === "all" ? lessons : only(word);

function only(name: string) {
  const { found } = findLesson(name, lessons);
  return found ? [found] : [];
}

const answers = chosen.flatMap(answersOf);
let complete = answers.length > 0;
for (const redis of word === "all" ? ["embedded", "native"] : ["embedded"]) {
  process.env.LESSON_REDIS = redis;
  console.log(`on the ${redis} Redis\n`);
  const proofs = await proveAll(answers, ({ answer, result }) => {
    console.log(`${answer.lesson.number} ${answer.name}: ${result}`);
  });
  console.log(`\n${formatMatrix(proofs).join("\n")}\n`);
  complete &&= isComplete(proofs);
}
process.exitCode = complete ? 0 : 1;
