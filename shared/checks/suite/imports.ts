import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root } from "../../course/catalogue.ts";

/** What the package's import aliases refer to. */
export const aliases: Readonly<Record<string, string>> = {
  "#app": "shared/app/index.ts",
  "#harness": "shared/harness/index.ts",
};

const imported = /\b(?:from|import) "([.#][^"]+)"|\bimport\(\s*"([.#][^"]+)"\s*\)/g;
/** A separate program, which is started by its path. */
const started = /new URL\(\s*"(\.[^"]+\.(?:ts|js|cjs))"/g;

/** All code under a folder of this project, as paths from its root. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|js|cjs)$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
}

/** What a file imports from this project, as paths from its root. */
export function importsOf(path: string): string[] {
  return targetsOf(path, [imported]);
}

/**
 * A file, and everything in this project that it imports or starts, directly or
 * indirectly.
 */
export function closureOf(path: string): Set<string> {
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    // A name in a string can look like an import.
    if (!existsSync(join(root, file))) return;
    found.add(file);
    for (const target of targetsOf(file, [imported, started])) follow(target);
  };
  follow(path);
  return found;
}

function targetsOf(path: string, patterns: readonly RegExp[]): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, fixed, dynamic]) => resolve(path, fixed ?? dynamic ?? ""));
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return aliases[specifier] ?? specifier;
  const url = new URL(specifier, pathToFileURL(join(root, from)));
  return relative(root, fileURLToPath(url)).replaceAll("\\", "/");
}
