import { type Entry, listLessons } from "../../course/catalogue.ts";

/** Which lessons a run of the tests is about. */
export type Scope = {
  /** The numbers of the lessons that are fully tested. */
  lessons: readonly string[];
  /** The numbers of the lessons for which only one wrong answer per check is judged. */
  sampled: readonly string[];
};

const LESSONS = "WORKBOOK_LESSONS";
const SAMPLED = "WORKBOOK_SAMPLED_LESSONS";

/** The environment that carries a run's scope to its processes. */
export function environmentOf({ lessons, sampled }: Scope): Record<string, string> {
  return { [LESSONS]: lessons.join(","), [SAMPLED]: sampled.join(",") };
}

/** The lessons that a test by lesson has to prove: all of them, unless some are named. */
export function lessonsInScope(): Entry[] {
  return selected(process.env[LESSONS] ?? null);
}

/** The lessons for which the matrix judges one wrong answer per check. */
export function lessonsSampled(): Entry[] {
  return selected(process.env[SAMPLED] ?? "");
}

function selected(numbers: string | null): Entry[] {
  const wanted = numbers?.split(",");
  return listLessons().filter(({ number }) => wanted?.includes(number) ?? true);
}
