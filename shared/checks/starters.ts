import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  type Entry,
  listLessons,
  readLesson,
  root,
  solutionFolder,
} from "../course/catalogue.ts";
import { checksumOf } from "../course/checksum.ts";
import { readStarter } from "../course/lesson-files.ts";
import { stripRegions } from "../harness/core/regions.ts";
import { writeTables } from "./teaching.ts";

export type Starter = { path: string; text: string };

/** What the files that an earlier lesson gives must look like. */
export async function givenOf(entry: Entry): Promise<Starter[]> {
  const { given = [] } = await readLesson(entry);
  return given.map(({ file, from }) => ({
    path: join(entry.folder, file),
    text: stripRegions(readFileSync(join(root, "solutions", from, file), "utf8")),
  }));
}

/** What the files that a learner edits must look like: derived from the solutions. */
export function startersOf(
  entry: Entry,
  solved: ReadonlySet<number> = new Set(),
): Starter[] {
  return readdirSync(solutionFolder(entry)).map((name) => ({
    path: join(entry.folder, name),
    text: readStarter(entry, name, solved),
  }));
}

/** Writes every starter, checksum and table that differs; returns the paths written. */
export async function deriveAll(): Promise<string[]> {
  const written: string[] = [];
  const write = (path: string, text: string) => {
    if (readOr(path) === text) return;
    writeFileSync(path, text);
    written.push(relative(root, path));
  };
  for (const entry of listLessons()) {
    const files = [...startersOf(entry), ...(await givenOf(entry))];
    for (const { path, text } of files) write(path, text);
    const data = join(entry.folder, "lesson.ts");
    const checksum = `checksum: "${checksumOf(entry.folder)}"`;
    write(data, readFileSync(data, "utf8").replace(/checksum:\s*"[0-9a-f]*"/, checksum));
  }
  const teaching = join(root, "TEACHING.md");
  write(teaching, await writeTables(readFileSync(teaching, "utf8")));
  return written;
}

function readOr(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
