import { readAnswer } from "../matrix/answer-files.ts";
import { findAnswer } from "../matrix/answers.ts";
import { entryOf } from "./labs.ts";

/**
 * The learner's whole file for a wrong or right answer, for a lesson that has one file.
 */
export function textOfAnswer(number: string, name: string): string {
  const answer = findAnswer(entryOf(number), name);
  if (!answer) throw new Error(`lesson ${number} has no answer "${name}"`);
  const [file, ...others] = readAnswer(answer);
  if (!file || others.length > 0) throw new Error(`${name} is not one file`);
  return file.text;
}
