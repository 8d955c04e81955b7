import { join } from "node:path";
import { type Entry, root, textOf } from "../../course/catalogue.ts";
import { readText } from "../../course/lesson-files.ts";
import { print } from "../../terminal/style.ts";
import { NOT_FOUND, runInTerminal } from "../../terminal/terminal-program.ts";

/** Shows the lesson's text in the reader's pager, or all at once if there is none. */
export async function showText(entry: Entry, signal: AbortSignal): Promise<void> {
  const code = await runInTerminal(`${namePager()} ${textOf(entry)}`, root, signal);
  if (code === NOT_FOUND) print(`\n${readText(join(root, textOf(entry))) ?? ""}`);
}

// Every Windows has `more`, and its shell has no exit code for "not found".
function namePager(): string {
  return process.env.PAGER || (process.platform === "win32" ? "more" : "less");
}
