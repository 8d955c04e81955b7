import assert from "node:assert/strict";

/** Something that a learner's file does, and what must come of the run. */
export type Attack = {
  title: string;
  lesson?: string;
  /** Whose file is attacked with: what is not done yet, or what is. */
  on?: "starter" | "solution";
  /** Changes the file. {OUT} is a folder for what it finds out, {MARK} its own word. */
  change: (text: string) => string;
  /** The exit codes that a run may have. */
  codes: readonly number[];
  says?: RegExp;
  saysNot?: RegExp;
  further?: true;
};

/** Puts code at the end of a file. */
export const append = (code: string) => (text: string) => `${text}\n${code}\n`;

/** Puts code in the place of other code, which must be there. */
export function swap(from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `the file has no ${from}`);
    return changed;
  };
}

/** What the file imports to note what it finds out. */
export const write = 'import { appendFileSync as note } from "node:fs";';

/** In place of the first task of a starter. */
export const inSignIn = (code: string) => swap(/^ {2}todo\(1, .*$/m, `  ${code}`);

/** Several pieces of code one after the other: what they import first, then each by itself. */
export function together(
  pieces: readonly (readonly [what: string, code: string, ...unknown[]])[],
) {
  const parts = pieces.map(([, code]) => /^((?:import .*?; )?)(.*)$/s.exec(code) ?? []);
  const imports = parts.map(([, first = ""]) => first);
  const rest = parts.map(([, , code = ""]) => `{ ${code} }`);
  return [...new Set(imports), ...rest].join("\n");
}
