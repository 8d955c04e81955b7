import type { Common } from "../model/common.ts";
import { type Choice, describeChoices, explainChoices } from "./choices.ts";
import { type Kind, pickedOf, type Reply } from "./kind.ts";
import { readNumbers } from "./numbered.ts";
import { formatNotRight, formatResult } from "./result.ts";

/** Some choices are right, at least one and not all. */
export type SeveralQuestion = Common & { kind: "several"; choices: readonly Choice[] };

/** The kind `several`. */
export function several(question: SeveralQuestion): Kind {
  const { choices } = question;
  const described = describeChoices(question);
  return {
    ...described,
    input: "all the right ones, like: 1 3; ?: not sure; q: stop",
    readReply: (typed, order) => readNumbers(typed, order),
    giveFeedback: (reply, order) => ({
      result:
        "notSure" in reply || described.grade(reply) === "right"
          ? formatResult(reply, described.grade(reply))
          : formatHits(described.right.picked, reply),
      ...explainChoices(choices, order, reply),
    }),
  };
}

/** "You picked 2 of the 3 right ones, and 1 wrong one." */
function formatHits(right: readonly number[], reply: Reply): string {
  const picked = pickedOf(reply);
  const hits = picked.filter((at) => right.includes(at)).length;
  const others = picked.length - hits;
  const more = others > 0 ? `, and ${others} wrong ${others === 1 ? "one" : "ones"}` : "";
  return formatNotRight(`You picked ${hits} of the ${right.length} right ones${more}.`);
}
