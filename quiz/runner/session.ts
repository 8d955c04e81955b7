import { style } from "../../shared/terminal/style.ts";
import { kindOf } from "../kinds/registry.ts";
import { askOne, type Done } from "./ask.ts";
import { type Asked, lessonsOf } from "./decks.ts";
import type { Dialogue } from "./dialogue.ts";
import { remember } from "./memory.ts";
import { formatAgain, formatScore } from "./score.ts";

export type Result = {
  /** What was replied to each question at the first try. */
  firsts: readonly Done[];
  asked: number;
  /** Whether there was a reply to every question, or somebody left before. */
  finished: boolean;
};

/**
 * Asks one question after the other; then, where somebody can be asked again, those that
 * were not right, until they are. What counts and is remembered is the first try.
 */
export async function runQuestions(
  questions: readonly Asked[],
  dialogue: Dialogue,
  now: Date,
): Promise<Result> {
  const firsts: Done[] = [];
  // A script must find the choices in the same places each time; a person must not.
  const seed = dialogue.asks ? now.toISOString() : "script";
  const left = await askAll(questions, { dialogue, seed, called: "question" }, (done) => {
    firsts.push(done);
    remember(done.asked.question, done.result, now);
  });
  const finished = left && firsts.length === questions.length;
  dialogue.say(formatScore(firsts, questions.length));
  if (finished && dialogue.asks) await repeat(firsts, dialogue, seed);
  return { firsts, asked: questions.length, finished };
}

type Round = { dialogue: Dialogue; seed: string; called: string };

async function askAll(
  questions: readonly Asked[],
  { dialogue, seed, called }: Round,
  keep: (done: Done) => void,
): Promise<boolean> {
  for (const [at, asked] of questions.entries()) {
    const position = `${called} ${at + 1} of ${questions.length}`;
    if (!(await askOne({ asked, position, seed, dialogue, keep }))) return false;
  }
  return true;
}

async function repeat(firsts: readonly Done[], dialogue: Dialogue, seed: string) {
  let missed = firsts.filter(canImprove).map(({ asked }) => asked);
  for (let round = 2; missed.length > 0; round++) {
    dialogue.say(formatAgain(missed.length));
    const next: Asked[] = [];
    const options = { dialogue, seed: `${seed} ${round}`, called: "again: question" };
    const wentOn = await askAll(missed, options, (done) => {
      if (canImprove(done)) next.push(done.asked);
    });
    if (!wentOn) return;
    missed = next;
  }
  const notRight = firsts.filter(({ result }) => result !== "right");
  const lessons = lessonsOf(notRight.map(({ asked }) => asked.question)).slice(0, 2);
  const last =
    lessons.length > 0
      ? ` Worth another look: lesson ${lessons.join(", lesson ")}`
      : style.green(" That's all of them.");
  dialogue.say(["", last]);
}

// A model answer has just been read: asking for it again at once would test nothing.
function canImprove({ asked, result }: Done): boolean {
  return result === "not right" && kindOf(asked.question).model === undefined;
}
