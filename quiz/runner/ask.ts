import { style } from "../../shared/terminal/style.ts";
import type { Grade, Reply } from "../kinds/kind.ts";
import type { Asked } from "./decks.ts";
import type { Dialogue } from "./dialogue.ts";
import { formatFeedback } from "./feedback.ts";
import { type Presented, present, readReply } from "./presented.ts";
import { UnreadableReply } from "./refusal.ts";
import { formatHead, formatModel, formatQuestion, formatWhy } from "./screens.ts";

/** A reply, and how it was graded. */
export type Done = { asked: Asked; reply: Reply; result: Grade };

export type AskOptions = {
  asked: Asked;
  /** Where one is, for the head of the screen: "question 2 of 10". */
  position: string;
  /** What decides in which order the choices stand. */
  seed: string;
  dialogue: Dialogue;
  /** Gets the reply at once, so that it's kept even if they leave right after it. */
  keep(done: Done): void;
};

/**
 * Asks one question, and tells at once what is right and why.
 *
 * @returns whether they go on
 * @throws {UnreadableReply} if a script's line is no reply; a person is asked again
 */
export async function askOne(options: AskOptions): Promise<boolean> {
  const { asked, position, seed, dialogue, keep } = options;
  const presented = present(asked.question, seed);
  dialogue.say(["", formatHead(asked, position), ...formatWhy(asked)]);
  dialogue.say(formatQuestion(presented));
  const reply = await hear(presented, dialogue);
  if (reply === null) return false;
  const { kind, order } = presented;
  keep({ asked, reply, result: kind.grade(reply) });
  const feedback = kind.giveFeedback(reply, order);
  dialogue.say(formatFeedback(asked.question, feedback));
  return pause(feedback.others, dialogue);
}

async function hear(presented: Presented, dialogue: Dialogue): Promise<Reply | null> {
  const { input, model } = presented.kind;
  if (model !== undefined) {
    if (dialogue.asks) {
      const said = await dialogue.next(
        style.dim(" Answer out loud or on paper. Enter: see one good answer (q: stop) "),
      );
      if (said === null || isQuit(said)) return null;
    }
    dialogue.say(formatModel(model, presented));
  }
  for (;;) {
    const line = await dialogue.next(` your answer (${input}): `);
    if (line === null || isQuit(line)) return null;
    const reply = readReply(presented, line);
    if (!("problem" in reply)) return reply;
    const { problem } = reply;
    if (!dialogue.asks) throw new UnreadableReply(`line ${dialogue.taken}: ${problem}`);
    dialogue.say([` ${problem}`]);
  }
}

/** Waits until they go on; false if they leave. The reply counts either way. */
async function pause(more: readonly string[], dialogue: Dialogue): Promise<boolean> {
  if (!dialogue.asks) return true;
  let others = more;
  for (;;) {
    const why = others.length > 0 ? " · w: why not the others" : "";
    const line = await dialogue.next(style.dim(` Enter: go on${why} · q: stop `));
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
