import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { paragraph } from "../../terminal/format.ts";
import { WIDTH } from "../../terminal/style.ts";

const INDENT = 3;
const MAX_LINES = 10;

/** Lines that show only the inside of Node, a package or the lab. */
const inside =
  /^\s+at .*(node:|node_modules\/|shared\/harness\/)|^\s+at [^:]*$|^node:|^Node\.js v/;
/** How esbuild's message begins, before it says what is wrong on which line. */
const preface = /^TransformError: Transform failed with \d+ errors?:$/;
/** How esbuild gives the place. */
const fromEsbuild = /^(\S+:\d+:\d+): ERROR: /;
/** The marks under a line of code, as Node prints them. */
const underline = /^\s*[\^~]+\s*$/;

/**
 * What the learner's file threw, for a screen: what is wrong, where, and the line of code
 * if there is one.
 *
 * @param root the project folder, which no one needs to read
 */
export function formatThrown(message: string, root: string): string[] {
  const lines = message
    .replaceAll("file://", "")
    .replaceAll(root, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !preface.test(line) && !inside.test(line))
    .slice(0, MAX_LINES);
  return lines.flatMap((line, at) => {
    const isCode = [line, lines[at + 1] ?? ""].some((text) => underline.test(text));
    // If the line were wrapped, the marks would be under other letters.
    if (isCode) return [" ".repeat(INDENT) + line.slice(0, WIDTH - INDENT)];
    const told = paragraph(line.replace(fromEsbuild, "$1: "), INDENT);
    return [...told, ...showCode(line, root)];
  });
}

/** The line of code that esbuild couldn't read, with a mark under the place. */
function showCode(line: string, root: string): string[] {
  const [, place = ""] = fromEsbuild.exec(line) ?? [];
  const [file = "", row, column] = place.split(":");
  const path = join(root, file);
  if (place === "" || !existsSync(path)) return [];
  const code = readFileSync(path, "utf8").split("\n")[Number(row) - 1] ?? "";
  const mark = `${" ".repeat(Number(column))}^`;
  // A mark beyond the edge would point at nothing.
  if (INDENT + mark.length > WIDTH) return [];
  const margin = " ".repeat(INDENT);
  return ["", ...[code, mark].map((text) => (margin + text).slice(0, WIDTH))];
}
