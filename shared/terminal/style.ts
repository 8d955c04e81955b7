import { Chalk } from "chalk";

const { env } = process;
// chalk honors FORCE_COLOR and checks the terminal; NO_COLOR (no-color.org) is handled
// here.
const plain = env.NO_COLOR !== undefined && env.NO_COLOR !== "" && !env.FORCE_COLOR;
export const style = plain ? new Chalk({ level: 0 }) : new Chalk();

/** The marks; each is next to words, so no mark is needed to understand a line. */
export const marks = { passed: "✓", failed: "✗", waiting: "·", stretch: "☆" } as const;

export const WIDTH = 80;

// The reader of our output has closed it, like `| head`: that's an end, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

let output: NodeJS.WritableStream = process.stdout;

/** From now on, text for people goes to stderr, because a program reads stdout. */
export function leaveOutputToProgram(): void {
  output = process.stderr;
}

/** Writes lines to the terminal. */
export function printAll(lines: readonly string[]): void {
  for (const line of lines) print(line);
}

/** Writes a line to the terminal. */
export function print(line = ""): void {
  output.write(`${line}\n`);
}

/**
 * Only the newest verdict is on the screen; what was there before can be scrolled back
 * to.
 */
export function clearScreen(): void {
  if (process.stdout.isTTY && env.TERM !== "dumb")
    process.stdout.write("\u001b[2J\u001b[H");
}
