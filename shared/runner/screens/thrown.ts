import { paragraph } from "../format.ts";
import { WIDTH } from "../style.ts";

const INDENT = 3;
const MOST_LINES = 10;

/** What only shows the inside of Node, of a package or of the lab. */
const inside =
  /^\s+at .*(node:|node_modules\/|shared\/harness\/)|^\s+at [^:]*$|^node:|^Node\.js v/;
/** How esbuild begins, before it says what is wrong in which line. */
const preface = /^TransformError: Transform failed with \d+ errors?:$/;
/** The marks under a line of code, as Node prints them. */
const underline = /^\s*[\^~]+\s*$/;

/**
 * What the learner's file threw, for a screen: what is wrong, where, and the line of code
 * if there is one.
 *
 * @param root the project's folder, which nobody needs to read
 */
export function formatThrown(message: string, root: string): string[] {
  const lines = message
    .replaceAll("file://", "")
    .replaceAll(root, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !preface.test(line) && !inside.test(line))
    .slice(0, MOST_LINES);
  return lines.flatMap((line, at) => {
    const isCode = [line, lines[at + 1] ?? ""].some((text) => underline.test(text));
    // Broken into lines, the marks would stand under other letters.
    if (isCode) return [" ".repeat(INDENT) + line.slice(0, WIDTH - INDENT)];
    return paragraph(line.replace(/^(\S+:\d+:\d+): ERROR: /, "$1: "), INDENT);
  });
}
