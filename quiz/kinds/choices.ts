import { paragraph } from "../../shared/terminal/format.ts";
import { style } from "../../shared/terminal/style.ts";
import type { Common } from "../model/common.ts";
import { type Feedback, type Kind, type Order, pickedOf, type Reply } from "./kind.ts";
import { numbered } from "./numbered.ts";
import { shuffled } from "./shuffle.ts";

/** One of the answers to choose from. */
export type Choice = {
  text: string;
  /** Of a wrong one: why somebody believes it, and what would make it true. */
  because: string;
  right?: true;
  /** The belief behind a wrong one, if a lesson's check catches it: the check's slug. */
  misconception?: string;
};

type ChoiceQuestion = Common & { choices: readonly Choice[] };

/** What the kinds with choices have in common. */
export function describeChoices({ id, choices }: ChoiceQuestion) {
  const right = choices.flatMap((choice, at) => (choice.right ? [at] : []));
  return {
    lines: choices.map(({ text }) => text),
    arrange: (seed: string) => shuffled(choices.length, `${id} ${seed}`),
    takesVotes: true,
    misconceptions: choices.flatMap(({ misconception }) => misconception ?? []),
    grade(reply) {
      const picked = pickedOf(reply);
      const same =
        picked.length === right.length && right.every((at) => picked.includes(at));
      return same ? "right" : "not right";
    },
    right: { picked: right },
    explanation: choices.map((choice) => ({
      answer: choice.text,
      right: choice.right === true,
      because: choice.because,
    })),
  } satisfies Partial<Kind>;
}

/** A choice as it is on the screen. */
type Placed = { choice: Choice; number: number; yours: boolean };

/** The reasons of what was picked and of what is right; those of the others apart. */
export function explainChoices(
  choices: readonly Choice[],
  order: Order,
  reply: Reply,
): Pick<Feedback, "reasons" | "others"> {
  const picked = pickedOf(reply);
  const placed = order.flatMap((at, place) => {
    const choice = choices[at];
    return choice ? [{ choice, number: place + 1, yours: picked.includes(at) }] : [];
  });
  const matters = ({ choice, yours }: Placed) => yours || choice.right === true;
  return {
    reasons: placed.filter(matters).flatMap(formatReason),
    others: placed.filter((each) => !matters(each)).flatMap(formatOther),
  };
}

function formatReason({ choice, number, yours }: Placed): string[] {
  const whose = [...(yours ? ["yours"] : []), ...(choice.right ? ["right"] : [])];
  const known =
    choice.misconception &&
    `a lesson's check catches this belief: ${choice.misconception}`;
  return [
    "",
    ...numbered(number, `${whose.join(", ")}: ${choice.text}`),
    ...paragraph(choice.because, 6),
    ...(known ? paragraph(style.dim(known), 6) : []),
  ];
}

function formatOther({ choice, number }: Placed): string[] {
  return ["", ...numbered(number, choice.text), ...paragraph(choice.because, 6)];
}
