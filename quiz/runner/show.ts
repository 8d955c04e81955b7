import { print, printAll, style } from "../../shared/terminal/style.ts";
import { numbered } from "../kinds/numbered.ts";
import { isQuit } from "./ask.ts";
import { type Asked, type Deck, questionsOf } from "./decks.ts";
import type { Dialogue } from "./dialogue.ts";
import { formatReasons } from "./feedback.ts";
import { type Presented, present } from "./presented.ts";
import { formatHead, formatModel, formatQuestion } from "./screens.ts";

const BAR_COLUMNS = 40;

/**
 * For a class: a question at a time; hands are counted, people talk, and vote again; then
 * the answer. Nothing is remembered: it is nobody's own reply.
 */
export async function showDeck(
  deck: Deck,
  dialogue: Dialogue,
  seed: string,
): Promise<void> {
  const questions = questionsOf(deck);
  dialogue.say([
    "",
    " For a class: count the hands for each choice, and type the counts. You decide",
    " when to show the answer. Nothing is saved.",
  ]);
  for (const [at, asked] of questions.entries()) {
    const position = `question ${at + 1} of ${questions.length}`;
    if (!(await showOne(asked, position, dialogue, seed))) return;
  }
}

async function showOne(
  asked: Asked,
  position: string,
  dialogue: Dialogue,
  seed: string,
): Promise<boolean> {
  const presented = present(asked.question, seed);
  printAll(["", formatHead(asked, position), ...formatQuestion(presented)]);
  if (presented.kind.takesVotes && !(await voteTwice(presented, dialogue))) return false;
  const shown = await dialogue.next(style.dim(" Enter: the answer · q: stop "));
  if (shown === null || isQuit(shown)) return false;
  printAll(formatAnswer(presented));
  const next = await dialogue.next(style.dim(" Enter: the next question · q: stop "));
  return next !== null && !isQuit(next);
}

async function voteTwice(presented: Presented, dialogue: Dialogue): Promise<boolean> {
  const first = await countHands(presented, dialogue, "hands");
  if (first === "left") return false;
  if (first === null) return true;
  print();
  print(" Talk to someone who voted differently. Then vote again.");
  const second = await countHands(presented, dialogue, "hands now", first);
  return second !== "left";
}

/** Null: no one counts; "left": the teacher has stopped. */
async function countHands(
  presented: Presented,
  dialogue: Dialogue,
  called: string,
  before?: readonly number[],
): Promise<readonly number[] | null | "left"> {
  const count = presented.kind.lines.length;
  for (;;) {
    const line = await dialogue.next(
      ` ${called} for 1 to ${count}, like: 3 12 0 5 (Enter: skip the count, q: stop): `,
    );
    if (line === null || isQuit(line)) return "left";
    const hands = line
      .trim()
      .split(/[\s,]+/)
      .filter((part) => part !== "")
      .map(Number);
    if (hands.length === 0) return null;
    if (
      hands.length === count &&
      hands.every((each) => Number.isInteger(each) && each >= 0)
    ) {
      printAll(formatHands(presented, hands, before));
      return hands;
    }
    print(` ${count} whole numbers, please, one for each choice.`);
  }
}

function formatHands(
  { kind, order }: Presented,
  hands: readonly number[],
  before?: readonly number[],
): string[] {
  const most = Math.max(1, ...hands);
  const lines = order.flatMap((at, place) => {
    const here = hands[place] ?? 0;
    const bar = "#".repeat(Math.round((here / most) * BAR_COLUMNS));
    const was = before ? `  (before: ${before[place] ?? 0})` : "";
    return [
      ...numbered(place + 1, kind.lines[at] ?? ""),
      `      ${String(here).padStart(3)} ${bar}${was}`,
    ];
  });
  return ["", ...lines];
}

function formatAnswer(presented: Presented): string[] {
  const { question, kind, order } = presented;
  if (kind.model !== undefined) return formatModel(kind.model, presented);
  const feedback = kind.giveFeedback(kind.right, order);
  return [...formatReasons(question, feedback), ...feedback.others, ""];
}
