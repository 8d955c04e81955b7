import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Lesson } from "../../harness/core/lesson.ts";
import type { Line } from "../../harness/scenes/line.ts";
import { type Entry, readLesson, solutionFolder } from "../catalogue.ts";
import { headline } from "../format.ts";
import { printLoadFailure } from "../screens/load-failure.ts";
import { createFormatter } from "../screens/script.ts";
import { marks, print, printAll, style } from "../style.ts";
import { exitCodes } from "../verdict.ts";

/** Plays the lesson's demo; with `step`, waits for Enter before each request. */
export async function playDemo(entry: Entry, step: boolean): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  const opening = lesson.demo.scenes.find((scene) => "servers" in scene);
  print(headline(lesson, " · demo", opening?.servers));
  const answer = lesson.demo.of === "yours" ? entry.folder : solutionFolder(entry);
  const played = await play(entry, lesson, { script: "demo", answer, step });
  if (played !== 0) return played;
  print();
  print(` next: npm run lesson ${lesson.number}`);
  return 0;
}

/** Plays what a correct solution can't do. The tick is earned: this fails nobody. */
export async function playWall(
  entry: Entry,
  lesson: Lesson,
  answer: string,
): Promise<void> {
  print();
  print(style.bold(` The wall: what this correct code can't do (${marks.waiting})`));
  await play(entry, lesson, { script: "wall", answer, step: false });
  print();
  print(` next: npm run lesson`);
}

type Script = { script: "demo" | "wall"; answer: string; step: boolean };

async function play(entry: Entry, lesson: Lesson, work: Script): Promise<number> {
  const { Judge } = await import("../judge.ts");
  await using judge = new Judge();
  // Without a terminal nobody can press Enter, so nothing waits for it.
  const step = work.step && process.stdin.isTTY === true;
  const format = createFormatter(work.script);
  try {
    const show = (line: Line) => printAll(format(line));
    await judge.play({ ...work, step, folder: entry.folder }, show, waitForEnter);
    return 0;
  } catch (error) {
    return exitCodes[printLoadFailure(entry, lesson, error).kind];
  }
}

async function waitForEnter(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // readline keeps Ctrl-C to itself; here it means what it means everywhere.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = once(terminal, "close");
  await Promise.race([
    terminal.question(style.dim("   Enter: the next request ")),
    ended,
  ]);
  terminal.close();
}
