import { style } from "../../shared/terminal/style.ts";
import {
  describeInput,
  type Given,
  type Grade,
  grade,
  type Presented,
  present,
  readAnswer,
} from "./answer.ts";
import type { Asked } from "./decks.ts";
import type { Dialogue } from "./dialogue.ts";
import { formatFeedback, formatOthers } from "./feedback.ts";
import { formatHead, formatModel, formatQuestion } from "./screens.ts";

/** An answer, and what came of it. */
export type Done = { asked: Asked; given: Given; result: Grade };

export type AskOptions = {
  asked: Asked;
  /** Where one is, for the head of the screen: "question 2 of 10". */
  position: string;
  /** What decides in which order the choices stand. */
  seed: string;
  dialogue: Dialogue;
  /** Hears of the answer at once: whoever leaves then keeps it. */
  keep(done: Done): void;
};

/** Input that a script gave and that can't be read: the run ends with exit code 2. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/**
 * Asks one question, and tells at once what is right and why.
 *
 * @returns whether whoever answers goes on
 * @throws {Unreadable} if a script's line is no answer; a person is asked again
 */
export async function askOne(options: AskOptions): Promise<boolean> {
  const { asked, position, seed, dialogue, keep } = options;
  const presented = present(asked.question, seed);
  dialogue.say(["", formatHead(asked, position), ...formatQuestion(presented)]);
  const given = await readGiven(presented, dialogue);
  if (given === null) return false;
  const result = grade(asked.question, given);
  keep({ asked, given, result });
  dialogue.say(formatFeedback(presented, given, result));
  return pause(presented, given, dialogue);
}

async function readGiven(
  presented: Presented,
  dialogue: Dialogue,
): Promise<Given | null> {
  const { question } = presented;
  if (question.kind === "self") {
    if (dialogue.asks) {
      const said = await dialogue.next(
        style.dim(" Answer aloud or on paper. Enter: one good answer (q: stop) "),
      );
      if (said === null || isQuit(said)) return null;
    }
    dialogue.say(formatModel(presented));
  }
  for (;;) {
    const line = await dialogue.next(` your answer (${describeInput(question)}): `);
    if (line === null || isQuit(line)) return null;
    const given = readAnswer(presented, line);
    if (typeof given !== "string") return given;
    if (!dialogue.asks) throw new Unreadable(`line ${dialogue.taken}: ${given}`);
    dialogue.say([` ${given}`]);
  }
}

/** Until whoever answers goes on; false if they leave. The answer counts either way. */
async function pause(
  presented: Presented,
  given: Given,
  dialogue: Dialogue,
): Promise<boolean> {
  if (!dialogue.asks) return true;
  let others = formatOthers(presented, given);
  for (;;) {
    const more = others.length > 0 ? " · w: why not the others" : "";
    const line = await dialogue.next(style.dim(` Enter: go on${more} · q: stop `));
    if (line === null || isQuit(line)) return false;
    if (line.trim() === "") return true;
    // Anything else was typed by mistake: the reasons stay on the screen.
    if (!/^w$/i.test(line.trim())) continue;
    dialogue.say([...others, ""]);
    others = [];
  }
}

/** Whether somebody wants to leave. */
export function isQuit(line: string): boolean {
  return /^q(uit)?$/i.test(line.trim());
}
