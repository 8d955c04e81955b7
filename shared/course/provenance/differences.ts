import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { belongsToLearner, belongsToWorkbook, type Files } from "./workbook-files.ts";

/** A workbook file that isn't as it came. */
export type Difference = { path: string; how: "changed" | "missing" | "extra" };

/** The folders in which an extra file could be imported by the workbook. */
const searched = ["lessons", "solutions", "shared"];
/** The files that Node and tsx import, or consult when they do. */
const importable = /\.([cm]?[jt]sx?|json|node|wasm)$/;

/**
 * Finds what differs between a folder and a commit. It reads the files themselves,
 * because git can be set to treat a file as unchanged, or to read it through a filter.
 *
 * @param files all files of the commit
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
    // A file that can't be read can't be called the same.
    return "changed";
  }
}

// A checkout can have different line ends than the commit.
function hasHash(content: Buffer, hash: string): boolean {
  const text = content.toString("latin1");
  const unix = Buffer.from(text.replaceAll("\r\n", "\n"), "latin1");
  return [content, unix].some((each) => hashBlob(each, hash.length) === hash);
}

/** The hash git gives this content; new repositories can use longer hashes. */
function hashBlob(content: Buffer, length: number): string {
  const hash = createHash(length === 40 ? "sha1" : "sha256");
  return hash.update(`blob ${content.length}\0`).update(content).digest("hex");
}

function listFiles(folder: string, path: string): string[] {
  try {
    const found = lstatSync(join(folder, path), { throwIfNoEntry: false });
    // A link can lead to a folder of such files.
    if (found?.isSymbolicLink()) return [path];
    if (found?.isDirectory())
      return readdirSync(join(folder, path)).flatMap((name) =>
        listFiles(folder, `${path}/${name}`),
      );
    return found && importable.test(path) ? [path] : [];
  } catch {
    // There's no telling what is in it.
    return [path];
  }
}
