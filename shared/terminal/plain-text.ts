import { stripVTControlCharacters } from "node:util";

/**
 * Characters that a terminal obeys instead of showing, or that change the direction of
 * text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are taken out
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A copy of a message in which every text is plain. The message might quote what learner
 * code printed, threw or named, and none of that may move the cursor, clear the screen or
 * hide a line.
 */
export function makePlain<T>(message: T): T;
export function makePlain(message: unknown): unknown {
  if (typeof message === "string") {
    return stripVTControlCharacters(message).replace(obeyed, "");
  }
  if (Array.isArray(message)) return message.map((each) => makePlain(each));
  if (typeof message !== "object" || message === null) return message;
  const entries = Object.entries(message).map(([name, value]) => [
    name,
    makePlain(value),
  ]);
  return Object.fromEntries(entries);
}
