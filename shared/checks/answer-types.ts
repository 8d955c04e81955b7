import { listLessons } from "../course/catalogue.ts";
import { findTypeErrors } from "./matrix/answer-types.ts";
import { answersOf } from "./matrix/answers.ts";

// Part of `npm run check`: answers that are patches aren't files that tsc could find.
const answers = listLessons().flatMap(answersOf);
const errors = findTypeErrors(answers);
for (const error of errors) console.log(error);
if (errors.length > 0) process.exitCode = 1;
else console.log(`Type-checked ${answers.length} answers, written out.`);
