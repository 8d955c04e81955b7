import type { Common } from "../model/common.ts";
import { type Grade, type Kind, type Order, pickedOf, type Reply } from "./kind.ts";
import { readNumbers } from "./numbered.ts";

/** Said aloud or written on paper, compared with a model answer, and graded by oneself. */
export type SelfQuestion = Common & {
  kind: "self";
  /** The model answer, as one would say it. */
  model: string;
  /** What a good answer contains, each to be ticked by itself. */
  points: readonly string[];
};

/** The kind `self`. */
export function self({ model, points }: SelfQuestion): Kind {
  const all = points.map((_, at) => at);
  const grade = (reply: Reply): Grade => {
    const had = pickedOf(reply).length;
    if (had === points.length) return "right";
    return had > 0 ? "partly" : "not right";
  };
  return {
    lines: points,
    // What makes a good answer is best read in the order in which it was written.
    arrange: () => all,
    model,
    takesVotes: false,
    input: "the points you made, like: 1 3, or all, or none; q: stop",
    misconceptions: [],
    readReply,
    grade,
    right: { picked: all },
    giveFeedback: (reply) => {
      const had = pickedOf(reply).length;
      const when = grade(reply) === "right" ? "later" : "soon";
      return {
        result: ` ${had} of ${points.length} points. It comes back ${when}.`,
        reasons: [],
        others: [],
      };
    },
    explanation: model,
  };
}

function readReply(typed: string, order: Order) {
  if (/^none$/i.test(typed)) return { picked: [] };
  if (/^all$/i.test(typed)) return { picked: order };
  return readNumbers(typed, order);
}
