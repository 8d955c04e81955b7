import { paragraph } from "../../shared/terminal/format.ts";
import type { Common } from "../model/common.ts";
import { type Kind, type Reply, wordOf } from "./kind.ts";
import { formatResult } from "./result.ts";

/** One word that completes a sentence. */
export type WordQuestion = Common & {
  kind: "word";
  /** Every spelling that counts, in lower case; the first one is shown. */
  answers: readonly [string, ...string[]];
  /** Words that a thoughtful person might give, with what is wrong about each. */
  near: readonly { word: string; because: string; misconception?: string }[];
  because: string;
};

/** The kind `word`. */
export function word(question: WordQuestion): Kind {
  const { answers, near, because } = question;
  const grade = (reply: Reply) =>
    answers.includes(wordOf(reply)) ? "right" : "not right";
  return {
    lines: [],
    arrange: () => [],
    takesVotes: false,
    input: "one word or number; ?: not sure; q: stop",
    misconceptions: near.flatMap(({ misconception }) => misconception ?? []),
    readReply,
    grade,
    right: { word: answers[0] },
    giveFeedback: (reply) => ({
      result: formatResult(reply, grade(reply)),
      reasons: formatReasons(question, wordOf(reply)),
      others: [],
    }),
    explanation: [
      { answer: answers[0], right: true, because },
      ...near.map(({ word, because }) => ({ answer: word, right: false, because })),
    ],
  };
}

function readReply(typed: string) {
  if (typed === "") return { problem: "That doesn't have a word in it." };
  if (/\s/.test(typed)) return { problem: "One word or number, please." };
  return { word: typed.toLowerCase() };
}

function formatReasons({ answers, near, because }: WordQuestion, replied: string) {
  if (answers.includes(replied)) return formatReason(replied, because);
  const missed = near.find(({ word }) => word === replied);
  return [
    ...(missed ? formatReason(missed.word, missed.because) : []),
    ...formatReason(answers[0], because),
  ];
}

function formatReason(word: string, because: string): string[] {
  return ["", ...paragraph(`"${word}": ${because}`, 3)];
}
