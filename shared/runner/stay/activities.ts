import { setTimeout as wait } from "node:timers/promises";
import {
  type Entry,
  type LoadedLesson,
  lessonAfter,
  textOf,
} from "../../course/catalogue.ts";
import { readMark, updateMark } from "../../course/progress.ts";
import { noteVerdict } from "../../course/standing.ts";
import { submittedFilesOf } from "../../course/submitted-files.ts";
import { earnsTick, type Verdict } from "../../course/verdict.ts";
import { clearScreen, print, printAll, style } from "../../terminal/style.ts";
import type { Ask } from "../../terminal/terminal.ts";
import { playDemo, playWall } from "../commands/demo.ts";
import { openEditor } from "../commands/editor.ts";
import { explainNext } from "../commands/explain.ts";
import { showHint } from "../commands/hint.ts";
import { showList } from "../commands/list.ts";
import { showText } from "../commands/text.ts";
import { headline, openScreen } from "../headline.ts";
import { judgeSubmission } from "../judging/judge-submission.ts";
import { formatEarned, printJudging } from "../judging/printed-judging.ts";
import { formatBrokenOffRuns } from "../screens/broken-off-runs.ts";
import { printTypeNote } from "../screens/type-note.ts";
import { formatVerdict } from "../screens/verdict-screen.ts";
import { TypeChecker } from "../types/type-checker.ts";
import type { ActivityName } from "./keys.ts";
import { WarmJudge } from "./warm-judge.ts";

/** An interrupted run can still write for a moment, and that isn't a new save. */
const WRITE_TIMEOUT_MS = 1_000;

/** What the screen is busy with, until it ends or a save abandons it. */
export type Busy = {
  readonly controller: AbortController;
  /** What is being played; a save postpones it. */
  plays: "the demo" | "the wall" | null;
  /** What a save has postponed in order to begin this. */
  readonly putOff: string | null;
  /** Whether another program has the terminal; a save waits until that has ended. */
  hasLent: boolean;
};

/** What the screen can be busy with in one lesson. */
export class Activities implements AsyncDisposable {
  readonly #lesson: LoadedLesson;
  readonly #lessons: readonly Entry[];
  readonly #askUntil: (signal: AbortSignal) => Ask;
  readonly #forgetSaves: () => void;
  readonly #lendKeyboard: () => Disposable;
  readonly #judge = new WarmJudge();
  readonly #types = new TypeChecker();

  /** How many tasks of the solution have been explained. */
  #explained = 0;

  /** Whether the last run earned the lesson's tick. */
  hasPassed = false;

  /**
   * @param askUntil returns a function that asks a question, which is dropped on abort
   * @param forgetSaves called when the interrupted run can't write anymore
   * @param lendKeyboard called when another program is going to use the terminal
   */
  constructor(
    lesson: LoadedLesson,
    lessons: readonly Entry[],
    askUntil: (signal: AbortSignal) => Ask,
    forgetSaves: () => void,
    lendKeyboard: () => Disposable,
  ) {
    this.#lesson = lesson;
    this.#lessons = lessons;
    this.#askUntil = askUntil;
    this.#forgetSaves = forgetSaves;
    this.#lendKeyboard = lendKeyboard;
  }

  /** Carries out one activity to its end; rejects if it is abandoned. */
  async play(name: ActivityName, busy: Busy): Promise<void> {
    await this.#byName[name](busy);
  }

  readonly #byName: Readonly<Record<ActivityName, (busy: Busy) => Promise<unknown>>> = {
    check: (busy) => this.#check(busy),
    "stop checking": (busy) => this.#stopChecking(busy),
    hint: () => showHint(this.#lesson, true),
    text: (busy) => this.#lend(busy, (signal) => showText(this.#lesson, signal)),
    editor: (busy) => this.#lend(busy, (signal) => openEditor(this.#lesson, signal)),
    demo: (busy) => this.#playDemo(busy),
    list: () => this.#showList(),
    explanation: () => explainNext(this.#lesson, this.#explained++),
    wall: (busy) => this.#playWall(busy),
  };

  async #lend(busy: Busy, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    using _lent = this.#lendKeyboard();
    busy.hasLent = true;
    await work(busy.controller.signal);
  }

  async #check(busy: Busy): Promise<void> {
    const { signal } = busy.controller;
    const verdict = await this.#judgeFiles(busy);
    if (signal.aborted) return;
    this.hasPassed = earnsTick(verdict);
    noteVerdict(this.#lesson, verdict);
    printAll(formatEarned(this.#lesson, verdict));
    const hasWall = verdict.kind === "passed" && !readMark(this.#lesson.name).wallSeen;
    // The next save might come before TypeScript has looked; the wall needs its own
    // servers.
    if (!hasWall) this.#judge.warmUp(this.#lesson.folder);
    await printTypeNote(this.#types, this.#lesson, verdict, signal);
    if (signal.aborted || !hasWall) return;
    await this.#playWall(busy);
    this.#judge.warmUp(this.#lesson.folder);
  }

  async #judgeFiles({ controller: { signal }, putOff }: Busy): Promise<Verdict> {
    const lesson = this.#lesson;
    await using judge = this.#judge.take();
    signal.addEventListener("abort", () => void judge[Symbol.asyncDispose]());
    clearScreen();
    printAll(openScreen(lesson, lesson.folder));
    if (putOff !== null) print(` You saved, so ${putOff} is put off.\n`);
    if (!readMark(lesson.name).passed) print(style.dim(` its text: ${textOf(lesson)}\n`));
    print(style.dim(" checking …"));
    const submission = lesson.folder;
    const printed = printJudging(lesson, { staying: true, submission });
    const { verdict } = await judgeSubmission(lesson, submission, judge, printed);
    if (verdict.kind === "passed" && !signal.aborted)
      printAll(formatVerdict(lesson, verdict));
    return verdict;
  }

  async #stopChecking({ controller: { signal } }: Busy): Promise<void> {
    await wait(WRITE_TIMEOUT_MS, null, { signal });
    this.#forgetSaves();
    const lesson = this.#lesson;
    clearScreen();
    printAll(["", headline(lesson), ""]);
    printAll(formatBrokenOffRuns(submittedFilesOf(lesson, lesson.folder)));
    this.#judge.warmUp(lesson.folder);
  }

  async #playDemo(busy: Busy): Promise<void> {
    const { signal } = busy.controller;
    busy.plays = "the demo";
    await playDemo(this.#lesson, { ask: this.#askUntil(signal), signal });
  }

  async #playWall(busy: Busy): Promise<void> {
    const { signal } = busy.controller;
    const lesson = this.#lesson;
    busy.plays = "the wall";
    const ask = this.#askUntil(signal);
    const seen = await playWall(lesson, lesson.folder, { ask, signal });
    if (seen) updateMark(lesson.name, { wallSeen: true });
  }

  #showList(): Promise<number> {
    const next = lessonAfter(this.#lesson, this.#lessons);
    const byKey = this.hasPassed ? next : undefined;
    return showList(this.#lessons, { here: this.#lesson, byKey });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#judge[Symbol.asyncDispose]();
    this.#types[Symbol.dispose]();
  }
}
