import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Lesson } from "../../harness/core/lesson.ts";
import type { Line } from "../../harness/scenes/line.ts";
import { type Entry, readLesson, solutionFolder } from "../catalogue.ts";
import { headline } from "../format.ts";
import { describeLoadFailure } from "../screens/load-failure.ts";
import { createFormatter } from "../screens/script.ts";
import { marks, print, printAll, style } from "../style.ts";
import { exitCodes } from "../verdict.ts";
import {
  type Ask,
  askPredictions,
  formatComparisons,
  noteMeasured,
  readChoice,
} from "./predict.ts";

export type DemoOptions = {
  /** Waits for Enter before each request. */
  step?: boolean;
  /** Shows what Redis holds after each request that changed it. */
  store?: boolean;
  /** How predictions are asked, if anybody is there to answer. */
  ask?: Ask | undefined;
};

/** Plays the lesson's demo. */
export async function playDemo(
  entry: Entry,
  { step = false, store = false, ask = askAtTerminal() }: DemoOptions = {},
): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  const opening = lesson.demo.scenes.find((scene) => "servers" in scene);
  print(headline(lesson, store ? " · what Redis holds" : " · demo", opening?.servers));
  if (store && !lesson.needsRedis) {
    print("\n This lesson has no Redis: nothing is kept outside the servers.");
    return 0;
  }
  if (ask) await askPredictions(entry, lesson, "demo", ask);
  const answer = lesson.demo.of === "yours" ? entry.folder : solutionFolder(entry);
  const played = await play(entry, lesson, { script: "demo", answer, step, store });
  if (played !== 0) return played;
  printAll(formatComparisons(entry, lesson, "demo"));
  print();
  print(` next: npm run lesson ${lesson.number}`);
  return 0;
}

/** Plays what a correct solution can't do. The tick is earned: this fails nobody. */
export async function playWall(
  entry: Entry,
  lesson: Lesson,
  answer: string,
  ask: Ask | undefined = askAtTerminal(),
): Promise<void> {
  if (ask) await askPredictions(entry, lesson, "wall", ask);
  print();
  print(style.bold(` The wall: what this correct code can't do (${marks.waiting})`));
  await play(entry, lesson, { script: "wall", answer, step: false, store: false });
  printAll(formatComparisons(entry, lesson, "wall"));
}

type Work = { script: "demo" | "wall"; answer: string; step: boolean; store: boolean };

async function play(entry: Entry, lesson: Lesson, work: Work): Promise<number> {
  const { Judge } = await import("../judge.ts");
  await using judge = new Judge();
  // Without a terminal nobody can press Enter, so nothing waits for it.
  const step = work.step && process.stdin.isTTY === true;
  const format = createFormatter(work.script);
  const measured = new Map<string, number>();
  const show = (line: Line) => {
    if (line.kind === "measure") measured.set(line.name, line.value);
    printAll(format(line));
  };
  try {
    await judge.play({ ...work, step, folder: entry.folder }, show, waitForEnter);
    noteMeasured(entry, lesson, measured);
    return 0;
  } catch (error) {
    const failure = describeLoadFailure(entry, lesson, error);
    printAll(failure.lines);
    return exitCodes[failure.verdict.kind];
  }
}

/** Asks with a line from the terminal; without a terminal, nobody is asked. */
function askAtTerminal(): Ask | undefined {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return undefined;
  return async (choices) => {
    for (;;) {
      const word = await readTerminal(` your guess (1 to ${choices}, or ?): `);
      // At the end of the input nobody can answer any more.
      const choice = word === null ? null : readChoice(word.trim(), choices);
      if (choice !== undefined) return choice;
    }
  };
}

async function waitForEnter(): Promise<void> {
  await readTerminal(style.dim("   Enter: the next request "));
}

async function readTerminal(prompt: string): Promise<string | null> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // readline keeps Ctrl-C to itself; here it means what it means everywhere.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = once(terminal, "close").then(() => null);
  const line = await Promise.race([terminal.question(prompt), ended]);
  terminal.close();
  return line;
}
