import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { deriveStarter } from "../harness/core/regions.ts";
import { type Entry, listLessons, root, solutionFolder } from "../runner/catalogue.ts";
import { checksumOf } from "../runner/checksum.ts";

export type Starter = { path: string; text: string };

/** What the files that a learner edits must look like: derived from the solutions. */
export function startersOf(
  entry: Entry,
  solved: ReadonlySet<number> = new Set(),
): Starter[] {
  return readdirSync(solutionFolder(entry)).map((name) => ({
    path: join(entry.folder, name),
    text: deriveStarter(readFileSync(join(solutionFolder(entry), name), "utf8"), solved),
  }));
}

/** Writes every starter and every checksum that differs; gives the paths written. */
export function deriveAll(): string[] {
  const written: string[] = [];
  const write = (path: string, text: string) => {
    if (readOr(path) === text) return;
    writeFileSync(path, text);
    written.push(relative(root, path));
  };
  for (const entry of listLessons()) {
    for (const { path, text } of startersOf(entry)) write(path, text);
    const data = join(entry.folder, "lesson.ts");
    const checksum = `checksum: "${checksumOf(entry.folder)}"`;
    write(data, readFileSync(data, "utf8").replace(/checksum:\s*"[0-9a-f]*"/, checksum));
  }
  return written;
}

function readOr(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
