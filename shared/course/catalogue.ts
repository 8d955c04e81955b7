import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import leven from "leven";
import type { Lesson } from "../harness/core/lesson.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A difference of more letters than this isn't a typo. */
const MAX_SLIPS = 2;

/** A lesson's folder, known only by its name: its data is read when needed. */
export type Entry = { name: string; number: string; slug: string; folder: string };

/**
 * All lessons, in order: every folder under lessons/ that has a number. Sorted by number,
 * because the first locale-aware comparison loads ICU, which takes 10 ms.
 */
export function listLessons(): Entry[] {
  return readdirSync(join(root, "lessons"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name))
    .map(({ name }) => ({
      name,
      number: name.slice(0, 2),
      slug: name.slice(3),
      folder: join(root, "lessons", name),
    }))
    .sort((a, b) => Number(a.number) - Number(b.number));
}

/** A lesson's data, and where it is. */
export type LoadedLesson = Lesson & Entry;

/** Reads a lesson's data. */
export async function readLesson(entry: Entry): Promise<LoadedLesson> {
  const url = pathToFileURL(join(entry.folder, "lesson.ts")).href;
  const { lesson }: { lesson: Lesson } = await import(url);
  return { ...lesson, ...entry };
}

/** The lesson after this one; undefined after the last. */
export function lessonAfter(
  { name }: Entry,
  lessons: readonly Entry[],
): Entry | undefined {
  return lessons[lessons.findIndex((entry) => entry.name === name) + 1];
}

/** Where a lesson's text is, as a path in the project. */
export function textOf({ name }: Entry): string {
  return `lessons/${name}/README.md`;
}

export function solutionFolder(entry: Entry): string {
  return join(root, "solutions", entry.name);
}

/** Where each task of a lesson's solution is explained, as a path in the project. */
export function explanationsOf({ name }: Pick<Entry, "name">): string {
  return `solutions/${name}.md`;
}

type Named = Pick<Entry, "name" | "number" | "slug">;

/**
 * Finds the lesson or deck that a word refers to: "03", "3", "redis" or
 * "03-redis-sessions". Otherwise the nearest one, to ask "did you mean".
 */
export function findByWord<T extends Named>(
  word: string,
  lessons: readonly T[],
): { found: T } | { found: null; nearest: T | undefined } {
  const wanted = word.toLowerCase().replace(/\/+$/, "");
  const exact = lessons.find(
    ({ name, number, slug }) =>
      [name, number, slug].includes(wanted) ||
      (/^\d+$/.test(wanted) && +number === +wanted),
  );
  if (exact) return { found: exact };
  const parts = lessons.filter(({ slug }) => slug.split("-").includes(wanted));
  const [only] = parts;
  if (only && parts.length === 1) return { found: only };
  const meant = findNearest(wanted, lessons.flatMap(wordsOf));
  const nearest = lessons.find((each) => wordsOf(each).includes(meant ?? ""));
  return { found: null, nearest };
}

function wordsOf({ name, slug }: Named): string[] {
  return [name, slug, ...slug.split("-")];
}

/**
 * The word that was most likely meant; undefined if none is close enough to be a typo.
 */
export function findNearest(
  wanted: string,
  words: readonly string[],
): string | undefined {
  const slips = words
    .map((word) => ({ word, distance: leven(word, wanted) }))
    .filter(({ word, distance }) => distance <= MAX_SLIPS && distance < word.length)
    .sort((one, other) => one.distance - other.distance);
  return slips[0]?.word;
}
