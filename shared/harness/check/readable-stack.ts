/** Stack frames inside Node, a package, the lab or the seam. */
const inside =
  /^\s+at .*(node:|\/node_modules\/|\/shared\/(harness\/|app\/(answer-guard|guarded-sessions)\.ts))/;
/** The folders before a file name, which would push its line number off the screen. */
const folders = /(file:\/\/)?\/\S*\/(?=[^/\s]+(:\d+:\d+|\.[cm]?[jt]s:\d+))/;

/** The first line of an error, which says what kind it is. */
const head = /^(Uncaught )?[A-Za-z]*Error\b/;

/**
 * The last lines a process printed, for a screen. Stacks show only the learner's own
 * frames. If an error is too long, its first lines are shown, not its last.
 */
export function readableLines(lines: readonly string[], most: number): string[] {
  const readable = lines
    .filter((line) => !inside.test(line))
    .map((line) => line.replace(folders, ""));
  const error = readable.findLastIndex((line) => head.test(line));
  const from = error >= 0 ? Math.min(error, Math.max(0, readable.length - most)) : -most;
  return readable.slice(from).slice(0, most);
}
