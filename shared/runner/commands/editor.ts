import { type LoadedLesson, root } from "../../course/catalogue.ts";
import { readLearnerFile, readStarter } from "../../course/lesson-files.ts";
import { readMark } from "../../course/progress.ts";
import { hasOwnServer, submittedFilesOf } from "../../course/submitted-files.ts";
import { findTaskLine } from "../../harness/core/regions.ts";
import { print } from "../../terminal/style.ts";
import { NOT_FOUND, runInTerminal } from "../../terminal/terminal-program.ts";

/** Where someone is going to write; lines are counted from 1. */
type Place = { file: string; line: number };

/**
 * How editors accept a line number. One that isn't listed here opens the file at the top.
 */
const waysToSay: readonly [RegExp, (place: Place) => string][] = [
  [/^(n?vim?|nano|pico|emacs|emacsclient|micro|joe|ne|kak)$/, sayPlus],
  [
    /^(code|code-insiders|codium|cursor|windsurf)$/,
    ({ file, line }) => `-g ${file}:${line}`,
  ],
  [/^(subl|zed|hx|helix|atom|mate)$/, ({ file, line }) => `${file}:${line}`],
];

/** Opens the learner's file in their editor, at the task where the last run stopped. */
export async function openEditor(
  lesson: LoadedLesson,
  signal: AbortSignal,
): Promise<void> {
  const place = findPlace(lesson);
  const editor = process.env.VISUAL || process.env.EDITOR;
  if (!editor) {
    print("\n No editor is set: EDITOR=nano npm run lesson … opens files in nano.");
    print(` the file: ${place.file}:${place.line}`);
    return;
  }
  const code = await runInTerminal(`${editor} ${tell(editor, place)}`, root, signal);
  if (code === NOT_FOUND)
    print(`\n There is no program ${editor}: see EDITOR and VISUAL.`);
}

function findPlace(lesson: LoadedLesson): Place {
  const [first = ""] = submittedFilesOf(lesson, lesson.folder);
  if (hasOwnServer(lesson.folder)) return { file: first, line: 1 };
  const { passed, task: stoppedAt } = readMark(lesson.name);
  const task =
    lesson.tasks.find(({ number }) => number === stoppedAt) ??
    lesson.tasks.find(({ stretch }) => stretch === passed) ??
    lesson.tasks[0];
  if (!task) return { file: first, line: 1 };
  const { file, number } = task;
  const yours = readLearnerFile(lesson, file) ?? "";
  // If the mark is gone, its replacement is about where it used to be.
  const line =
    findTaskLine(yours, number) ?? findTaskLine(readStarter(lesson, file), number) ?? 1;
  return { file: `lessons/${lesson.name}/${file}`, line };
}

function tell(editor: string, place: Place): string {
  // "/usr/bin/code --wait" is code.
  const name = editor.trim().split(/\s+/)[0]?.split(/[\\/]/).at(-1) ?? "";
  const bare = name.replace(/\.(exe|cmd)$/i, "");
  const way = waysToSay.find(([names]) => names.test(bare));
  return way ? way[1](place) : place.file;
}

function sayPlus({ file, line }: Place): string {
  return `+${line} ${file}`;
}
