import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { print } from "./style.ts";

/** Asks for one of this many choices, counted from 0; null: not sure. */
export type Ask = (choices: number) => Promise<number | null>;

/** Asks for a line on the terminal; without a terminal, it asks no one. */
export function askAtTerminal(): Ask | undefined {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return undefined;
  return async (choices) => {
    for (;;) {
      const word = await readTerminal(` your guess (1 to ${choices}, or ?): `);
      // At the end of the input, no one can answer anymore.
      const choice = word === null ? null : readChoice(word.trim(), choices);
      if (choice !== undefined) return choice;
      print(` "${word}" isn't one of 1 to ${choices}.`);
    }
  };
}

/** A line that someone types after a prompt; null at the end of the input. */
export async function readTerminal(prompt: string): Promise<string | null> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // readline intercepts Ctrl-C; here it should do what it does everywhere.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = once(terminal, "close").then(() => null);
  const line = await Promise.race([terminal.question(prompt), ended]);
  terminal.close();
  return line;
}

/** The index of a choice that was typed; null: not sure; undefined: it isn't a choice. */
export function readChoice(word: string, choices: number): number | null | undefined {
  if (/^(\?|n|not[- ]?sure)$/i.test(word)) return null;
  const number = /^\d+$/.test(word) ? Number(word) : 0;
  return number >= 1 && number <= choices ? number - 1 : undefined;
}
