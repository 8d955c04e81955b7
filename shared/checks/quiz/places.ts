import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findByWord, listLessons, readLesson, root } from "../../course/catalogue.ts";

// RFC sections can't be looked up here, but tests that run an RFC's examples can.
const RFC = /^RFC \d+ §[\d.]+; | runs its examples$/g;

/**
 * What can be read at the place a question sends its reader to.
 *
 * @returns undefined if there is no such place
 */
export async function readPlace(see: string): Promise<string | undefined> {
  const command = /^npm run lesson (\d\d)(?: (demo|store)|(: the wall), .*)?$/.exec(see);
  if (command) {
    const [, number = "", word, wall] = command;
    return readCommand(number, wall ? "wall" : word);
  }
  const [path = "", ...parts] = see.replace(RFC, "").split(", ");
  if (!/^[\w./-]+\.(md|ts)$/.test(path) || !existsSync(join(root, path)))
    return undefined;
  const file = readFileSync(join(root, path), "utf8");
  return path.endsWith(".md") ? readSection(file, parts) : readStretch(file, parts);
}

/** What a lesson's run, demo or wall is about: its checks, or what it says and asks. */
async function readCommand(
  number: string,
  word: string | undefined,
): Promise<string | undefined> {
  const { found } = findByWord(number, listLessons());
  if (!found) return undefined;
  const lesson = await readLesson(found);
  if (word === undefined) return JSON.stringify([lesson.misconceptions, lesson.tasks]);
  if (word === "store" && !lesson.lab.redis) return undefined;
  const event = word === "wall" ? "wall" : "demo";
  const source = readFileSync(join(found.folder, "demo.ts"), "utf8");
  const [demo = "", wall = ""] = source.split("export const wall");
  const asked = lesson.predictions.filter(({ before }) => before === event);
  const readme = readFileSync(join(found.folder, "README.md"), "utf8");
  const told = event === "wall" ? wall : [demo, readBelow(readme, "See it break")];
  return JSON.stringify([told, asked]);
}

/** The text below the last of these headings, each of which is below the one before. */
function readSection(text: string, headings: readonly string[]): string | undefined {
  let section: string | undefined = text;
  for (const heading of headings) section = section && readBelow(section, heading);
  return section;
}

/** The text below a heading, up to the next of its level; or a table's row for a term. */
function readBelow(text: string, heading: string): string | undefined {
  const lines = text.split("\n");
  const row = lines.find((line) => line.split("|")[1]?.trim() === heading);
  if (row !== undefined) return row;
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading);
  const level = lines[start]?.match(/^#+ /)?.[0];
  if (level === undefined) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(
    (line) => /^#+ /.test(line) && line.indexOf(" ") < level.length,
  );
  return rest.slice(0, end < 0 ? undefined : end).join("\n");
}

/** A whole code file, or a few lines from each place that contains a name. */
function readStretch(text: string, [name]: readonly string[]): string | undefined {
  if (name === undefined) return text;
  const lines = text.split("\n");
  const found = lines.flatMap((line, at) => (line.includes(name) ? [at] : []));
  if (found.length === 0) return undefined;
  return found.map((at) => lines.slice(at, at + 12).join("\n")).join("\n");
}
