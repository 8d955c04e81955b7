import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { belongsToLearner, belongsToWorkbook, type Files } from "./workbook-files.ts";

/** A file of the workbook that is not as it came. */
export type Difference = { path: string; how: "changed" | "missing" | "extra" };

/** Where a file that is too much could be imported by the workbook. */
const searched = ["lessons", "solutions", "shared"];
/** What Node and tsx import, or go by when they do. */
const importable = /\.([cm]?[jt]sx?|json|node|wasm)$/;

/**
 * Finds what in a folder is not as a commit has it. The files themselves are read, because
 * git can be set to take a file as unchanged, or to read it through a filter.
 *
 * @param files all that the commit has
 */
export function findDifferences(folder: string, files: Files): Difference[] {
  const altered = [...files].flatMap(([path, hash]): Difference[] => {
    if (!belongsToWorkbook(path, files)) return [];
    const how = compare(join(folder, path), hash);
    return how === "same" ? [] : [{ path, how }];
  });
  const extra = searched
    .flatMap((name) => listFiles(folder, name))
    .filter((path) => !files.has(path) && !belongsToLearner(path, files))
    .map((path): Difference => ({ path, how: "extra" }));
  return [...altered, ...extra];
}

function compare(file: string, hash: string): "same" | "changed" | "missing" {
  try {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (!found) return "missing";
    return found.isFile() && hasHash(readFileSync(file), hash) ? "same" : "changed";
  } catch {
    // Nobody can say that a file which can't be read is the same.
    return "changed";
  }
}

// A checkout may have other line ends than the commit.
function hasHash(content: Buffer, hash: string): boolean {
  const text = content.toString("latin1");
  const unix = Buffer.from(text.replaceAll("\r\n", "\n"), "latin1");
  return [content, unix].some((each) => hashBlob(each, hash.length) === hash);
}

/** What git calls a content: a new repository may use longer hashes. */
function hashBlob(content: Buffer, length: number): string {
  const hash = createHash(length === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${content.length}\0`).update(content).digest("hex");
}

function listFiles(folder: string, path: string): string[] {
  try {
    const found = lstatSync(join(folder, path), { throwIfNoEntry: false });
    // A link may lead to a folder of such files.
    if (found?.isSymbolicLink()) return [path];
    if (found?.isDirectory())
      return readdirSync(join(folder, path)).flatMap((name) =>
        listFiles(folder, `${path}/${name}`),
      );
    return found && importable.test(path) ? [path] : [];
  } catch {
    // Nobody can say what is in it.
    return [path];
  }
}
