import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Entry, lessonAfter, readLesson, textOf } from "../../course/catalogue.ts";
import { readMark, updateMark } from "../../course/progress.ts";
import { earnsTick, type Verdict } from "../../course/verdict.ts";
import type { Lesson } from "../../harness/core/lesson.ts";
import { KeyQuestion } from "../../terminal/key-question.ts";
import { Keyboard } from "../../terminal/keyboard.ts";
import { clearScreen, print, printAll, style } from "../../terminal/style.ts";
import type { Ask } from "../../terminal/terminal.ts";
import { BrokenOffRuns } from "../broken-off-runs.ts";
import { headline } from "../headline.ts";
import { Judge } from "../judge.ts";
import { formatBrokenOffRuns } from "../screens/broken-off-runs.ts";
import { formatVerdict } from "../screens/verdict.ts";
import { SaveWatcher } from "../watch.ts";
import { playDemo, playWall } from "./demo.ts";
import { showDiff } from "./diff.ts";
import { finish } from "./finish.ts";
import { showHint } from "./hint.ts";
import { formatEarned, judgeAloud, rememberVerdict } from "./judging.ts";
import { showList } from "./list.ts";

/** What the screen is busy with, until it has ended or a save abandons it. */
type Activity = (signal: AbortSignal) => Promise<unknown>;

type End = "quit" | "go on";

/** What was broken off may write for a moment more, and that is no new save. */
const WRITE_TIMEOUT_MS = 1_000;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Stays in a lesson: runs it again at each save, and answers to single keys. */
export async function stay(first: Entry, lessons: readonly Entry[]): Promise<number> {
  let entry: Entry | undefined = first;
  while (entry) {
    await using visit: Visit = new Visit(entry, await readLesson(entry), lessons);
    if ((await visit.live()) === "quit") return 0;
    entry = lessonAfter(entry, lessons);
  }
  await finish(lessons);
  return 0;
}

// Loaded when it is wanted: a lesson's first screen must not wait for the quiz.
async function readOffer(): Promise<string | null> {
  const { offerWarmUp } = await import("../../../quiz/runner/warm-up.ts");
  return offerWarmUp(new Date());
}

/** One lesson's stay in the terminal: one thing at a time is on the screen. */
class Visit implements AsyncDisposable {
  readonly #entry: Entry;
  readonly #lesson: Lesson;
  readonly #lessons: readonly Entry[];
  readonly #keyboard: Keyboard;
  readonly #watcher: SaveWatcher;
  readonly #question = new KeyQuestion();
  readonly #runs = new BrokenOffRuns();
  #leave: (end: End) => void = () => {};
  #fail: (error: unknown) => void = () => {};
  /** What the screen is busy with; null while it waits for a key or a save. */
  #busy: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();
  /** The judge that stands warm for the next save. */
  #ready: Judge | null = null;
  #earned = false;
  /** What was played last, and what a save has broken off: the next run says so. */
  #played: string | null = null;
  #brokenOff: string | null = null;
  /** What the quiz offers as a warm-up; said once. */
  #offer: string | null = null;

  constructor(entry: Entry, lesson: Lesson, lessons: readonly Entry[]) {
    this.#entry = entry;
    this.#lesson = lesson;
    this.#lessons = lessons;
    this.#keyboard = new Keyboard((key) => this.#press(key));
    const files = lesson.edits.map((file) => join(entry.folder, file));
    this.#watcher = new SaveWatcher(files, () => this.#hearSave());
    for (const signal of signals) process.once(signal, this.#onSignal);
  }

  /** Until the reader leaves. */
  live(): Promise<End> {
    const end = new Promise<End>((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
    this.#start(this.#check);
    // Beside the run, which must not wait for it.
    void readOffer().then(
      (offer) => {
        this.#offer = offer;
      },
      () => {
        // A quiz that can't be read says so when it is opened; a lesson goes on without.
      },
    );
    return end;
  }

  #hearSave(): void {
    const answer = this.#runs.hearSave();
    if (answer === "nothing") return;
    this.#brokenOff = this.#question.isOpen ? "the question" : this.#busy && this.#played;
    this.#start(answer === "check" ? this.#check : this.#stopChecking);
  }

  // What was on before is abandoned: of two saves only the newest is worth a verdict.
  #start(activity: Activity): void {
    this.#busy?.abort();
    this.#played = null;
    const busy = new AbortController();
    this.#busy = busy;
    this.#runs.begin();
    this.#ended = activity(busy.signal).then(
      () => {
        if (busy.signal.aborted) return;
        this.#busy = null;
        this.#endRun();
        this.#showKeys();
      },
      (error) => {
        if (!busy.signal.aborted) this.#fail(error);
      },
    );
  }

  // A save that came during the run may be noticed only after it, and belongs to it then.
  #endRun(): void {
    if (!this.#watcher.isSavePending) this.#runs.end();
  }

  // Keys that mean nothing at this moment are not kept for a later one.
  #press(key: string): void {
    this.#runs.reset();
    if (key === "q") this.#leave("quit");
    else if (this.#question.isOpen) this.#question.press(key);
    else if (!(key in this.#keys) && !(this.#earned && this.#comesWithPass(key)))
      this.#refuse(key);
    else if (this.#busy) print(` ${key}: not now. Press it when this is done.`);
    else if (key === "n") this.#leave("go on");
    else {
      const activity = this.#keys[key] ?? this.#earnedKeys[key];
      if (activity) this.#start(activity);
    }
  }

  #comesWithPass(key: string): boolean {
    return key === "n" || key in this.#earnedKeys;
  }

  #refuse(key: string): void {
    // An arrow, or whatever else has no letter, is more likely a slip than a wish.
    if (this.#comesWithPass(key)) print(` ${key} comes with a pass.`);
    else if (key === "?" && !this.#busy) this.#showKeys();
    else if (/^[\w?]$/.test(key)) print(` There is no key ${key} here.`);
  }

  readonly #check: Activity = async (signal) => {
    const verdict = await this.#judge(signal);
    if (signal.aborted) return;
    const { name } = this.#entry;
    this.#earned = earnsTick(verdict);
    await rememberVerdict(this.#entry, verdict);
    if (signal.aborted) return;
    printAll(formatEarned(this.#lesson, verdict));
    if (verdict.kind === "passed" && !readMark(name).wallSeen) await this.#wall(signal);
    this.#warmUp();
  };

  async #judge(signal: AbortSignal): Promise<Verdict> {
    await using judge = this.#ready ?? new Judge();
    this.#ready = null;
    signal.addEventListener("abort", () => void judge[Symbol.asyncDispose]());
    clearScreen();
    printAll(["", headline(this.#lesson), ""]);
    if (this.#brokenOff) print(` You saved, so ${this.#brokenOff} is put off.\n`);
    this.#brokenOff = null;
    if (!readMark(this.#entry.name).passed)
      print(style.dim(` its text: ${textOf(this.#entry)}\n`));
    print(style.dim(" checking …"));
    const { folder } = this.#entry;
    const verdict = await judgeAloud(this.#entry, this.#lesson, folder, judge, {
      staying: true,
    });
    if (verdict.kind === "passed" && !signal.aborted)
      printAll(formatVerdict(this.#entry, this.#lesson, verdict));
    return verdict;
  }

  readonly #stopChecking: Activity = async (signal) => {
    this.#brokenOff = null;
    await wait(WRITE_TIMEOUT_MS, null, { signal });
    this.#runs.reset();
    clearScreen();
    printAll(["", headline(this.#lesson), ""]);
    const { edits } = this.#lesson;
    const files = edits.map((file) => `lessons/${this.#entry.name}/${file}`);
    printAll(formatBrokenOffRuns(files));
    this.#warmUp();
  };

  // While the reader reads, the next judge and its servers start.
  #warmUp(): void {
    if (this.#ready) return;
    const ready = new Judge();
    this.#ready = ready;
    ready.warm(this.#entry.folder, true).catch(() => {
      // It could not: the next run starts anew, and says why.
      if (this.#ready === ready) this.#ready = null;
    });
  }

  // While a question waits for a key, none of the learner's code runs.
  #askUntil(signal: AbortSignal): Ask {
    const ask = this.#question.askUntil(signal);
    return async (choices) => {
      this.#endRun();
      const choice = await ask(choices);
      this.#runs.begin();
      return choice;
    };
  }

  readonly #wall: Activity = async (signal) => {
    const { folder, name } = this.#entry;
    const ask = this.#askUntil(signal);
    this.#played = "the wall";
    const seen = await playWall(this.#entry, this.#lesson, folder, { ask, signal });
    if (seen) updateMark(name, { wallSeen: true });
  };

  readonly #demo: Activity = async (signal) => {
    const ask = this.#askUntil(signal);
    this.#played = "the demo";
    await playDemo(this.#entry, { ask, signal });
  };

  readonly #keys: Readonly<Record<string, Activity>> = {
    h: () => showHint(this.#entry, true),
    d: this.#demo,
    r: this.#check,
    l: () => {
      const next = lessonAfter(this.#entry, this.#lessons);
      const byKey = this.#earned ? next : undefined;
      return showList(this.#lessons, { here: this.#entry, byKey });
    },
  };

  /** What a pass adds to the keys. */
  readonly #earnedKeys: Readonly<Record<string, Activity>> = {
    s: () => showDiff(this.#entry, false),
    w: this.#wall,
  };

  #showKeys(): void {
    if (this.#offer !== null) {
      print();
      print(` ${this.#offer}: npm run quiz review`);
      this.#offer = null;
    }
    print();
    // Two lines: with all keys in one it would not fit 80 columns.
    if (this.#earned) print(style.dim(" s solution beside yours · w the wall · n next"));
    print(
      style.dim(" waiting for a save · h hint · d demo · r run again · l list · q quit"),
    );
  }

  readonly #onSignal = () => {
    void this[Symbol.asyncDispose]().finally(() => process.exit(130));
  };

  async [Symbol.asyncDispose](): Promise<void> {
    for (const signal of signals) process.off(signal, this.#onSignal);
    this.#keyboard[Symbol.dispose]();
    this.#watcher[Symbol.dispose]();
    this.#busy?.abort();
    await Promise.all([this.#ended, this.#ready?.[Symbol.asyncDispose]()]);
  }
}
