/** Frames of a stack that show the inside of Node, of a package, of the lab or of the seam. */
const inside =
  /^\s+at .*(node:|\/node_modules\/|\/shared\/(harness\/|app\/(answer-guard|guarded-sessions)\.ts))/;
/** The folders in front of a file's place, which push the place off the screen. */
const folders = /(file:\/\/)?\/\S*\/(?=[^/\s]+(:\d+:\d+|\.[cm]?[jt]s:\d+))/;

/** The first line of an error, which says what it is. */
const head = /^(Uncaught )?[A-Za-z]*Error\b/;

/**
 * What a process printed last, for a screen: of a stack only the learner's own frames. If
 * an error is too long for it, its first lines stand there, not its last ones.
 */
export function readableLines(lines: readonly string[], most: number): string[] {
  const readable = lines
    .filter((line) => !inside.test(line))
    .map((line) => line.replace(folders, ""));
  const error = readable.findLastIndex((line) => head.test(line));
  const from = error >= 0 ? Math.min(error, Math.max(0, readable.length - most)) : -most;
  return readable.slice(from).slice(0, most);
}
