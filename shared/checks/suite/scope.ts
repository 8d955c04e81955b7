import { type Entry, listLessons } from "../../course/catalogue.ts";

/** Which lessons a run of the tests is about. */
export type Scope = {
  /** The numbers of the lessons that are proven whole. */
  lessons: readonly string[];
  /** The numbers of those of which one wrong answer a check is judged, and no more. */
  sampled: readonly string[];
};

const LESSONS = "WORKBOOK_LESSONS";
const SAMPLED = "WORKBOOK_SAMPLED_LESSONS";

/** What tells the processes of a run what it is about. */
export function environmentOf({ lessons, sampled }: Scope): Record<string, string> {
  return { [LESSONS]: lessons.join(","), [SAMPLED]: sampled.join(",") };
}

/** The lessons that a test by lesson has to prove: all of them, unless some were named. */
export function lessonsInScope(): Entry[] {
  return selected(process.env[LESSONS] ?? null);
}

/** The lessons of which the matrix judges one wrong answer a check. */
export function lessonsSampled(): Entry[] {
  return selected(process.env[SAMPLED] ?? "");
}

function selected(numbers: string | null): Entry[] {
  const wanted = numbers?.split(",");
  return listLessons().filter(({ number }) => wanted?.includes(number) ?? true);
}
