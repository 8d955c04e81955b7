import { paragraph } from "../../shared/terminal/format.ts";
import type { Common } from "../model/common.ts";
import { type Kind, pickedOf, type Reply } from "./kind.ts";
import { numbered, readNumbers } from "./numbered.ts";
import { formatResult } from "./result.ts";
import { shuffled } from "./shuffle.ts";

/** Steps to put in order; they stand here in the right one. */
export type OrderQuestion = Common & {
  kind: "order";
  steps: readonly string[];
  because: string;
};

/** The kind `order`. */
export function order({ id, steps, because }: OrderQuestion): Kind {
  const { length } = steps;
  const grade = (reply: Reply) => {
    const picked = pickedOf(reply);
    return steps.every((_, at) => picked[at] === at) ? "right" : "not right";
  };
  return {
    lines: steps,
    arrange: (seed) => shuffled(length, `${id} ${seed}`),
    takesVotes: false,
    input: "all the numbers in order, like: 2 1 3; ?: not sure; q: stop",
    misconceptions: [],
    readReply: (typed, order) =>
      readNumbers(typed, order, (count) =>
        count < length ? `All ${length} numbers, please, each one once.` : null,
      ),
    grade,
    right: { picked: steps.map((_, at) => at) },
    giveFeedback: (reply, order) => ({
      result: formatResult(reply, grade(reply)),
      reasons: [
        "",
        ...steps.flatMap((step, at) => numbered(order.indexOf(at) + 1, step)),
        "",
        ...paragraph(because, 3),
      ],
      others: [],
    }),
    explanation: because,
  };
}
