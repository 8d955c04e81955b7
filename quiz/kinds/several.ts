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
    input: "all that are right, like: 1 3; ?: not sure; q: stop",
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

/** "2 of the 3 that are right, and 1 that is not". */
function formatHits(right: readonly number[], reply: Reply): string {
  const picked = pickedOf(reply);
  const hits = picked.filter((at) => right.includes(at)).length;
  const others = picked.length - hits;
  const more =
    others > 0 ? `, and ${others} that ${others === 1 ? "is" : "are"} not` : "";
  return formatNotRight(`${hits} of the ${right.length} that are right${more}.`);
}
