import { EventEmitter, on } from "node:events";
import { join } from "node:path";
import type { Lesson } from "../../harness/core/lesson.ts";
import { type Entry, readLesson } from "../catalogue.ts";
import { headline } from "../format.ts";
import { Judge } from "../judge.ts";
import { Keyboard } from "../keyboard.ts";
import { readMark } from "../progress.ts";
import { formatVerdict } from "../screens/verdict.ts";
import { clearScreen, print, printAll, style } from "../style.ts";
import type { Verdict } from "../verdict.ts";
import { SaveWatcher } from "../watch.ts";
import { playDemo, playWall } from "./demo.ts";
import { showDiff } from "./diff.ts";
import { finish } from "./finish.ts";
import { showHint } from "./hint.ts";
import { judgeAloud, rememberVerdict } from "./judging.ts";
import { showList } from "./list.ts";
import { readChoice } from "./predict.ts";

type StayEvent =
  | { kind: "key"; key: string }
  | { kind: "save" }
  | { kind: "verdict"; run: number; verdict: Verdict };

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Stays in a lesson: runs it again at each save, and answers to single keys. */
export async function stay(first: Entry, lessons: readonly Entry[]): Promise<number> {
  let entry: Entry | undefined = first;
  while (entry) {
    await using visit: Visit = new Visit(entry, await readLesson(entry), lessons);
    entry = await visit.live();
  }
  return 0;
}

// The quiz stands on a higher floor: it is found by its path.
async function readOffer(): Promise<string | null> {
  const { href } = new URL("../../../quiz/runner/warm-up.ts", import.meta.url);
  const { offerWarmUp }: { offerWarmUp(now: Date): Promise<string | null> } =
    await import(href);
  return offerWarmUp(new Date());
}

/** One lesson's stay in the terminal. */
class Visit implements AsyncDisposable {
  readonly #entry: Entry;
  readonly #lesson: Lesson;
  readonly #lessons: readonly Entry[];
  readonly #events = new EventEmitter<{ event: [StayEvent] }>();
  readonly #keyboard: Keyboard;
  readonly #watcher: SaveWatcher;
  /** The one that works, and the one that stands warm for the next save. */
  #court: Judge | null = null;
  #ready: Judge | null = null;
  #runs = 0;
  #earned = false;
  /** What the quiz offers as a warm-up; said once. */
  #offer: string | null = null;

  constructor(entry: Entry, lesson: Lesson, lessons: readonly Entry[]) {
    this.#entry = entry;
    this.#lesson = lesson;
    this.#lessons = lessons;
    this.#keyboard = new Keyboard((key) => this.#tell({ kind: "key", key }));
    const files = lesson.edits.map((file) => join(entry.folder, file));
    this.#watcher = new SaveWatcher(files, () => this.#tell({ kind: "save" }));
    for (const signal of signals) process.once(signal, this.#onSignal);
  }

  /** Until the reader leaves: resolves to the lesson to go to, undefined if to none. */
  async live(): Promise<Entry | undefined> {
    const events = on(this.#events, "event");
    this.#begin();
    // Beside the run, which must not wait for it.
    void readOffer().then(
      (offer) => {
        this.#offer = offer;
      },
      () => {
        // A quiz that can't be read says so when it is opened; a lesson goes on without.
      },
    );
    for await (const [event] of events as AsyncIterable<[StayEvent]>) {
      if (event.kind === "save") this.#begin();
      else if (event.kind === "verdict") await this.#settle(event);
      else if (event.key === "q") return undefined;
      else if (event.key === "n" && this.#earned) return this.#goOn();
      else await this.#press(event.key);
    }
    return undefined;
  }

  // A run that is under way is abandoned: only the newest save is worth a verdict.
  #begin(): void {
    void this.#court?.[Symbol.asyncDispose]();
    const court = this.#ready ?? new Judge(this.#lesson.needsRedis);
    this.#ready = null;
    this.#court = court;
    const run = ++this.#runs;
    clearScreen();
    printAll(["", headline(this.#lesson), ""]);
    print(style.dim(" checking …"));
    const { folder } = this.#entry;
    void judgeAloud(this.#entry, this.#lesson, folder, court, true).then((verdict) =>
      this.#tell({ kind: "verdict", run, verdict }),
    );
  }

  async #settle({ run, verdict }: Extract<StayEvent, { kind: "verdict" }>) {
    if (run !== this.#runs) return;
    const wasPassed = readMark(this.#entry.name).passed;
    await rememberVerdict(this.#entry, verdict);
    this.#earned = verdict.kind === "passed";
    if (verdict.kind === "passed") {
      printAll(formatVerdict(this.#entry, this.#lesson, verdict));
      if (!wasPassed) await this.#playWall();
    }
    this.#showKeys();
    await this.#court?.[Symbol.asyncDispose]();
    this.#warmUp();
  }

  // While the reader reads, the next judge and its servers start.
  #warmUp(): void {
    if (this.#ready) return;
    const ready = new Judge(this.#lesson.needsRedis);
    this.#ready = ready;
    ready.warm(this.#entry.folder, true).catch(() => {
      // It could not: the next run starts anew, and says why.
      if (this.#ready === ready) this.#ready = null;
    });
  }

  async #press(key: string): Promise<void> {
    const actions: Record<string, () => unknown> = {
      h: () => showHint(this.#entry),
      d: () => playDemo(this.#entry, { ask: this.#askByKey }),
      r: () => this.#begin(),
      s: () => showDiff(this.#entry, false),
      l: () => showList(this.#lessons),
    };
    const action = actions[key];
    if (!action || (key === "s" && !this.#earned)) return;
    await action();
    if (key !== "r") this.#showKeys();
  }

  #playWall(): Promise<void> {
    return playWall(this.#entry, this.#lesson, this.#entry.folder, this.#askByKey);
  }

  readonly #askByKey = async (choices: number): Promise<number | null> => {
    print(style.dim(`   press 1 to ${choices}, or ? if you are not sure`));
    for await (const [event] of on(this.#events, "event")) {
      const choice = event.kind === "key" ? readChoice(event.key, choices) : undefined;
      if (choice !== undefined) return choice;
      if (event.kind === "key" && ["q", "return"].includes(event.key)) return null;
    }
    return null;
  };

  #showKeys(): void {
    if (this.#offer !== null) {
      print();
      print(` ${this.#offer}: npm run quiz review`);
      this.#offer = null;
    }
    print();
    // Two lines: with all keys in one it would not fit 80 columns.
    if (this.#earned) print(style.dim(" s solution beside yours · n next"));
    print(
      style.dim(" waiting for a save · h hint · d demo · r run again · l list · q quit"),
    );
  }

  async #goOn(): Promise<Entry | undefined> {
    const at = this.#lessons.findIndex(({ name }) => name === this.#entry.name);
    const next = this.#lessons[at + 1];
    if (!next) await finish(this.#lessons);
    return next;
  }

  #tell(event: StayEvent): void {
    this.#events.emit("event", event);
  }

  readonly #onSignal = () => {
    void this[Symbol.asyncDispose]().finally(() => process.exit(130));
  };

  async [Symbol.asyncDispose](): Promise<void> {
    for (const signal of signals) process.off(signal, this.#onSignal);
    this.#keyboard[Symbol.dispose]();
    this.#watcher[Symbol.dispose]();
    await Promise.all([
      this.#court?.[Symbol.asyncDispose](),
      this.#ready?.[Symbol.asyncDispose](),
    ]);
  }
}
