import type { Diagnostic } from "typescript/unstable/async";

/** What TypeScript says is wrong in a learner's file. */
export type TypeMistake = {
  /** From the project's folder. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** In TypeScript's own words, the most telling last. */
  words: readonly string[];
};

/** TypeScript's own number for "Did you forget to use 'await'?". */
const FORGOTTEN_AWAIT = 2773;

/**
 * The error that stands first in a file; null: there is none.
 *
 * @param text of the file
 */
export function findFirst(
  errors: readonly Diagnostic[],
  file: string,
  text: string,
): TypeMistake | null {
  const [first] = [...errors].sort((one, other) => one.pos - other.pos);
  if (!first) return null;
  const line = text.slice(0, first.pos).split("\n").length;
  return { file, line, words: wordsOf(first) };
}

function wordsOf({
  text,
  messageChain = [],
  relatedInformation = [],
}: Diagnostic): string[] {
  const reason = innermost(messageChain);
  const hint = relatedInformation.find(({ code }) => code === FORGOTTEN_AWAIT);
  return [text, reason?.text, hint?.text].filter((words) => words !== undefined);
}

/** Each message of a chain says why the one before it holds. */
function innermost(chain: readonly Diagnostic[]): Diagnostic | undefined {
  const [first] = chain;
  return first && (innermost(first.messageChain ?? []) ?? first);
}
