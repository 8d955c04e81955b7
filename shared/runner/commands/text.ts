import { join } from "node:path";
import { type Entry, root, textOf } from "../../course/catalogue.ts";
import { readText } from "../../course/lesson-files.ts";
import { print } from "../../terminal/style.ts";
import { NOT_FOUND, runInTerminal } from "../../terminal/terminal-program.ts";

/** Shows the lesson's text in the reader's pager; where there is none, all of it at once. */
export async function showText(entry: Entry, signal: AbortSignal): Promise<void> {
  const code = await runInTerminal(`${namePager()} ${textOf(entry)}`, root, signal);
  if (code === NOT_FOUND) print(`\n${readText(join(root, textOf(entry))) ?? ""}`);
}

// `more` is what every Windows has, and its shell knows no code for "not found".
function namePager(): string {
  return process.env.PAGER || (process.platform === "win32" ? "more" : "less");
}
