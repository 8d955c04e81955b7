import type { Common } from "../model/common.ts";
import { type Choice, describeChoices, explainChoices } from "./choices.ts";
import type { Kind } from "./kind.ts";
import { readNumbers } from "./numbered.ts";
import { formatResult } from "./result.ts";

/** One choice is right. */
export type OneQuestion = Common & { kind: "one"; choices: readonly Choice[] };

/** The kind `one`; a prediction differs only in what the tests do with it. */
export function one(question: Common & { choices: readonly Choice[] }): Kind {
  const { choices } = question;
  const described = describeChoices(question);
  return {
    ...described,
    input: `1 to ${choices.length}; ?: not sure; q: stop`,
    readReply: (typed, order) =>
      readNumbers(typed, order, (count) => (count > 1 ? "One number, please." : null)),
    giveFeedback: (reply, order) => ({
      result: formatResult(reply, described.grade(reply)),
      ...explainChoices(choices, order, reply),
    }),
  };
}
