import { listDecks } from "./decks.ts";
import { type Due, findDue, readShown, type Source } from "./due.ts";
import { remembersAnything } from "./memory.ts";
import { questions } from "./score.ts";

/** A warm-up is over in a few minutes: what is left can be asked tomorrow. */
export const MAX_IN_WARM_UP = 5;

/** What each question of the warm-up comes from, after how many come from it. */
const sources: readonly [Source, string][] = [
  ["code", "from mistakes named in your code"],
  ["guess", "from your guesses"],
  ["calendar", "due again"],
];

/** What a lesson offers before it begins, in lines, and why; null if nothing is due. */
export async function offerWarmUp(now: Date): Promise<readonly string[] | null> {
  const shown = await readShown();
  const nothingYet = shown.misconceptions.size + shown.concepts.size === 0;
  if (nothingYet && !remembersAnything()) return null;
  const due = findDue(await listDecks(), shown, now).slice(0, MAX_IN_WARM_UP);
  return due.length === 0 ? null : formatOffer(due);
}

function formatOffer(due: readonly Due[]): string[] {
  const reasons = sources.flatMap(([source, text]) => {
    const count = due.filter((each) => each.source === source).length;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  return [
    ` a warm-up, if you like: ${questions(due.length)} · npm run quiz review short`,
    ` why these: ${reasons.join(", ")}`,
  ];
}
