import { listLessons, readLesson } from "../course/catalogue.ts";
import type { Lesson } from "../harness/core/lesson.ts";

const begin = ({ number }: Lesson) => `<!-- table ${number}: npm run derive -->`;
const END = "<!-- end of table -->";

/**
 * Puts the lessons' tables of misconceptions into TEACHING.md, each between its marks.
 *
 * @throws if the text has no place for a lesson
 */
export async function writeTables(text: string): Promise<string> {
  let written = text;
  for (const entry of listLessons()) {
    const lesson = await readLesson(entry);
    const start = written.indexOf(begin(lesson));
    const end = written.indexOf(END, start);
    if (start < 0 || end < 0) throw new Error(`TEACHING.md has no "${begin(lesson)}"`);
    const table = [begin(lesson), "", ...formatTable(lesson), "", ""].join("\n");
    written = written.slice(0, start) + table + written.slice(end);
  }
  return written;
}

function formatTable({ misconceptions }: Lesson): string[] {
  const rows = Object.entries(misconceptions).map(
    ([slug, { writes, happens, ask, source }]) =>
      `| ${writes} | \`${slug}\`: ${happens} | ${ask} (${source}) |`,
  );
  return [
    "| what students write | what they see | what to ask them (and the source) |",
    "| --- | --- | --- |",
    ...rows,
  ];
}
