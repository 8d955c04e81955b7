/** @typedef {import("typescript/unstable/async").Diagnostic} Diagnostic */

/**
 * What TypeScript says is wrong in a learner's file: `file` as a path in the project,
 * `line` counted from 1, and its own `words`, the most telling last.
 *
 * @typedef {{ file: string, line: number, words: string[] }} TypeMistake
 */

/** TypeScript's own number for "Did you forget to use 'await'?". */
const FORGOTTEN_AWAIT = 2773;

/**
 * The first error in a file; null: there is none.
 *
 * @param {readonly Diagnostic[]} errors
 * @param {string} file
 * @param {string} text the file's text
 * @returns {TypeMistake | null}
 */
export function findFirst(errors, file, text) {
  const [first] = [...errors].sort((one, other) => one.pos - other.pos);
  if (!first) return null;
  const line = text.slice(0, first.pos).split("\n").length;
  return { file, line, words: wordsOf(first) };
}

/** @param {Diagnostic} error */
function wordsOf({ text, messageChain = [], relatedInformation = [] }) {
  const reason = innermost(messageChain);
  const hint = relatedInformation.find(({ code }) => code === FORGOTTEN_AWAIT);
  return [text, reason?.text, hint?.text].filter((words) => words !== undefined);
}

/**
 * Each message of a chain says why the one before it is true.
 *
 * @param {readonly Diagnostic[]} chain
 * @returns {Diagnostic | undefined}
 */
function innermost(chain) {
  const [first] = chain;
  return first && (innermost(first.messageChain ?? []) ?? first);
}
