/** Frames of a stack that show the inside of Node, of a package or of the lab. */
const inside = /^\s+at .*(node:|\/node_modules\/|\/shared\/harness\/)/;
/** The folders in front of a file's place, which push the place off the screen. */
const folders = /(file:\/\/)?\/\S*\/(?=[^/\s]+:\d+:\d+)/;

/** What a process printed last, for a screen: of a stack only the learner's own frames. */
export function readableLines(lines: readonly string[], most: number): string[] {
  return lines
    .filter((line) => !inside.test(line))
    .map((line) => line.replace(folders, ""))
    .slice(-most);
}
