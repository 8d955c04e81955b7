import { paragraph } from "../../terminal/format.ts";
import { style } from "../../terminal/style.ts";

/**
 * The lines shown when saves have interrupted so many runs that the next one waits for a
 * key.
 *
 * @param files the files the learner edits, as paths in the project
 */
export function formatBrokenOffRuns(files: readonly string[]): string[] {
  const fact = `${files.join(" or ")} was saved three times in a row while it was being checked. So the next check waits for you.`;
  return [
    ...paragraph(fact).map((line) => style.bold(line)),
    "",
    " why:    code in it may write the file, and each check runs that code again",
    "         or you, or your editor, saved in a hurry: then nothing is lost",
    " next:   take out what writes the file, and save",
    "         or: press r, which checks the file as it is now",
  ];
}
