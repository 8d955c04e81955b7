import assert from "node:assert/strict";

/** Something a learner's file does, and what the run must do. */
export type Attack = {
  title: string;
  lesson?: string;
  /** Which file is used for the attack: one that isn't done yet, or one that is. */
  on?: "starter" | "solution";
  /**
   * Changes the file. {OUT} is a folder for what it finds out, {MARK} is its own word.
   */
  change: (text: string) => string;
  /** The exit codes that a run may have. */
  codes: readonly number[];
  says?: RegExp;
  saysNot?: RegExp;
  further?: true;
};

/** Appends code to a file. */
export const append = (code: string) => (text: string) => `${text}\n${code}\n`;

/** Replaces code, which must be there. */
export function swap(from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `the file has no ${from}`);
    return changed;
  };
}

/** What the file imports to record what it finds out. */
export const write = 'import { appendFileSync as note } from "node:fs";';

/** Replaces the first task of a starter. */
export const inSignIn = (code: string) => swap(/^ {2}todo\(1, .*$/m, `  ${code}`);

/** Several pieces of code in a row: first all their imports, then each on its own. */
export function together(
  pieces: readonly (readonly [what: string, code: string, ...unknown[]])[],
) {
  const parts = pieces.map(([, code]) => /^((?:import .*?; )?)(.*)$/s.exec(code) ?? []);
  const imports = parts.map(([, first = ""]) => first);
  const rest = parts.map(([, , code = ""]) => `{ ${code} }`);
  return [...new Set(imports), ...rest].join("\n");
}
