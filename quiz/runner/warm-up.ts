import { listDecks } from "./decks.ts";
import { findDue, readShown } from "./due.ts";
import { remembersAnything } from "./memory.ts";
import { questions } from "./score.ts";

/** What a lesson offers before it begins; null if nothing is due. */
export async function offerWarmUp(now: Date): Promise<string | null> {
  const shown = await readShown();
  const nothingYet = shown.misconceptions.size + shown.concepts.size === 0;
  if (nothingYet && !remembersAnything()) return null;
  const due = findDue(await listDecks(), shown, now).length;
  return due === 0 ? null : `a warm-up, if you like: ${questions(due)} due in the quiz`;
}
