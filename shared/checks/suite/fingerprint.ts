import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Entry, root } from "../../course/catalogue.ts";
import { closureOf } from "./imports.ts";
import type { TestFile } from "./test-files.ts";

const packages = ["package.json", "package-lock.json", "tsconfig.json"];
const texts = ["README.md", "CONTRIBUTING.md", "TEACHING.md", "exercises.md"];
/** What a test of the whole workbook runs, besides what it imports. */
const product = [
  "app",
  "harness",
  "course",
  "terminal",
  "runner",
  "live-page",
  "measure",
];

/** Each file is read only once, because most of them affect many tests. */
const hashes = new Map<string, string>();

/**
 * What a test's result depends on, as a hash: the same hash means the same result.
 *
 * @param lesson the lesson it is to prove; null for a test that isn't by lesson
 */
export function fingerprintOf({ path }: TestFile, lesson: Entry | null): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of filesBehind(path, lesson)) {
    hash.update(`\0${file}\0${hashOf(file)}`);
  }
  return hash.digest("hex");
}

function hashOf(file: string): string {
  const known = hashes.get(file);
  if (known) return known;
  const hash = createHash("sha256")
    .update(readFileSync(join(root, file)))
    .digest("hex");
  hashes.set(file, hash);
  return hash;
}

function filesBehind(path: string, lesson: Entry | null): string[] {
  const files = [...closureOf(path), ...packages];
  // A unit test runs what it imports. Tests in checks/ also start commands.
  if (path.startsWith("shared/checks/")) {
    files.push(...texts, ...product.flatMap((room) => walk(`shared/${room}`)));
    files.push(...walk("quiz"), ...walk("shared/checks/fixtures"));
    files.push(...(lesson === null ? walkAll() : filesOf(lesson)));
  }
  return [...new Set(files)].filter((file) => existsSync(join(root, file))).sort();
}

function walkAll(): string[] {
  return ["lessons", "solutions", "shared/checks"].flatMap(walk);
}

function filesOf({ name }: Entry): string[] {
  return [
    `lessons/${name}`,
    `solutions/${name}`,
    `shared/checks/wrong-answers/${name}`,
    `shared/checks/right-answers/${name}`,
  ].flatMap(walk);
}

function walk(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => statSync(join(root, file)).isFile())
    .filter((file) => !file.endsWith(".test.ts") || file.startsWith("lessons/"));
}
