import * as v from "valibot";
import { type Entry, listLessons } from "../../course/catalogue.ts";
import { Records } from "../../course/records.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Scope } from "./scope.ts";
import { listTestFiles, type TestFile } from "./test-files.ts";

/** What one run of `npm test` runs. */
export type Selection = Scope & { files: readonly TestFile[] };

const Green = v.object({ fingerprint: v.string() });
const greenRuns = new Records("tests", Green, "note of what was green");

const numbersOf = (entries: readonly Entry[]) => entries.map(({ number }) => number);

/** Everything. */
export function selectAll(): Selection {
  return { files: listTestFiles(), lessons: numbersOf(listLessons()), sampled: [] };
}

/** What proves one lesson, and the tests in its folder. */
export function selectLesson(lesson: Entry): Selection {
  const files = listTestFiles().filter(
    ({ path, isByLesson }) => isByLesson || path.startsWith(`lessons/${lesson.name}/`),
  );
  return { files, lessons: [lesson.number], sampled: [] };
}

/**
 * Everything that differs from the last green run on this machine, plus one wrong answer
 * per check for the lessons that don't differ.
 */
export function selectChanged(): Selection {
  const all = listTestFiles();
  const byLesson = all.filter(({ isByLesson }) => isByLesson);
  const lessons = listLessons();
  const changed = lessons.filter((lesson) =>
    byLesson.some((file) => !wasGreen(file, lesson)),
  );
  const rest = lessons.filter((lesson) => !changed.includes(lesson));
  const files = all.filter((file) => {
    if (!file.isByLesson) return !wasGreen(file, null);
    return changed.length > 0 || file.path.endsWith("matrix.test.ts");
  });
  return { files, lessons: numbersOf(changed), sampled: numbersOf(rest) };
}

/** The names and fingerprints under which a selection is recorded once it is green. */
export function fingerprintsOf({ files, lessons }: Selection): Map<string, string> {
  const proven = listLessons().filter(({ number }) => lessons.includes(number));
  const parts = files.flatMap((file) =>
    (file.isByLesson ? proven : [null]).map((lesson) => ({ file, lesson })),
  );
  return new Map(
    parts.map(({ file, lesson }) => [nameOf(file, lesson), fingerprintOf(file, lesson)]),
  );
}

/**
 * Records what was green, by fingerprints taken before: files that change during the
 * tests haven't been proven.
 */
export function noteGreen(fingerprints: ReadonlyMap<string, string>): void {
  for (const [name, fingerprint] of fingerprints) greenRuns.write(name, { fingerprint });
}

function wasGreen(file: TestFile, lesson: Entry | null): boolean {
  const noted = greenRuns.read(nameOf(file, lesson));
  return noted?.fingerprint === fingerprintOf(file, lesson);
}

function nameOf({ path }: TestFile, lesson: Entry | null): string {
  const file = path.replaceAll("/", "~");
  return lesson === null ? file : `${file}@${lesson.number}`;
}
