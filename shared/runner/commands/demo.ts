import {
  type Entry,
  type LoadedLesson,
  readLesson,
  solutionFolder,
} from "../../course/catalogue.ts";
import { noteFigures } from "../../course/ledger.ts";
import { decideLoadFailure } from "../../course/load-failure.ts";
import { exitCodes } from "../../course/verdict.ts";
import type { Line } from "../../harness/demo/line.ts";
import { marks, print, printAll, style } from "../../terminal/style.ts";
import { type Ask, askAtTerminal, readTerminal } from "../../terminal/terminal.ts";
import { headline } from "../headline.ts";
import { createFormatter } from "../screens/script.ts";
import { formatVerdict } from "../screens/verdict-screen.ts";
import { askPredictions, formatComparisons, noteMeasured } from "./predict.ts";

export type DemoOptions = {
  /** Waits for Enter before each request. */
  step?: boolean;
  /** Shows what Redis contains after each request that changed it. */
  store?: boolean;
} & Staying;

/** What differs if the runner stays and reads keys. */
type Staying = {
  /** How to ask predictions, if anyone is there to answer. */
  ask?: Ask | undefined;
  /** Says when no one is watching anymore. */
  signal?: AbortSignal;
};

/** Plays the lesson's demo. */
export async function playDemo(
  entry: Entry,
  { step = false, store = false, ask = askAtTerminal(), signal }: DemoOptions = {},
): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, store ? " · what Redis holds" : " · demo", lesson.demo.servers));
  if (store && !lesson.lab.redis) {
    print("\n This lesson has no Redis: nothing is kept outside the servers.");
    return 0;
  }
  if (ask) await askPredictions(lesson, "demo", ask);
  const submission = lesson.demo.of === "yours" ? entry.folder : solutionFolder(entry);
  const work = { script: "demo", submission, step, store } as const;
  const played = await play(lesson, work, signal);
  if (played !== 0) return played;
  printAll(formatComparisons(lesson, "demo"));
  // If the runner stays, its line of keys comes next.
  if (signal) return 0;
  print();
  print(` next: npm run lesson ${lesson.number}`);
  return 0;
}

/**
 * Plays what a correct solution can't do. The lesson is already done, so no one fails
 * because of this.
 *
 * @returns whether it was shown to the end
 */
export async function playWall(
  lesson: LoadedLesson,
  submission: string,
  { ask = askAtTerminal(), signal }: Staying = {},
): Promise<boolean> {
  if (ask) await askPredictions(lesson, "wall", ask);
  print();
  print(style.bold(" The wall: what this correct code can't do"));
  print(style.dim(` ${marks.waiting} marks what isn't your mistake`));
  const work = { script: "wall", submission, step: false, store: false } as const;
  const played = await play(lesson, work, signal);
  printAll(formatComparisons(lesson, "wall"));
  return played === 0;
}

type Work = {
  script: "demo" | "wall";
  submission: string;
  step: boolean;
  store: boolean;
};

async function play(
  lesson: LoadedLesson,
  work: Work,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { Judge } = await import("../judging/judge.ts");
  signal?.throwIfAborted();
  await using judge = new Judge();
  signal?.addEventListener("abort", () => void judge[Symbol.asyncDispose]());
  // Without a terminal no one can press Enter, so don't wait for it.
  const step = work.step && process.stdin.isTTY === true;
  const format = createFormatter(work.script);
  const measured = new Map<string, number>();
  const show = (line: Line) => {
    if (line.kind === "measure") measured.set(line.name, line.value);
    printAll(format(line));
  };
  try {
    await judge.play({ ...work, step, folder: lesson.folder }, show, waitForEnter);
    noteMeasured(lesson, measured);
    noteFigures(lesson.name, measured);
    return 0;
  } catch (error) {
    // The demo was abandoned, so no one needs a screen.
    signal?.throwIfAborted();
    const verdict = decideLoadFailure(lesson, error);
    const lines = formatVerdict(lesson, verdict, {
      staying: signal !== undefined,
      submission: work.submission,
    });
    if (lines[0] !== "") print();
    printAll(lines);
    return exitCodes[verdict.kind];
  }
}

async function waitForEnter(next: string): Promise<void> {
  await readTerminal(style.dim(`   Enter: ${next} `));
}
