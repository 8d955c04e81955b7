import { join } from "node:path";
import { type Entry, type LoadedLesson, lessonAfter } from "../../course/catalogue.ts";
import { SERVER_FILE } from "../../harness/lab/submission.ts";
import { KeyQuestion } from "../../terminal/key-question.ts";
import { print, printAll, style } from "../../terminal/style.ts";
import type { Ask } from "../../terminal/terminal.ts";
import { Activities, type Busy } from "./activities.ts";
import { type End, type Reaction, reactToKey } from "./key-reaction.ts";
import { type ActivityName, formatKeys } from "./keys.ts";
import { BrokenOffRuns } from "./save-reaction.ts";
import { type StayEvent, StayEvents } from "./stay-events.ts";

/** One visit to a lesson in the terminal: one thing at a time is on the screen. */
export class Visit implements AsyncDisposable {
  readonly #events: StayEvents;
  readonly #activities: Activities;
  readonly #isLast: boolean;
  readonly #question = new KeyQuestion();
  readonly #runs = new BrokenOffRuns();
  /** Null while the screen waits for a key or a save. */
  #busy: Busy | null = null;
  #ended: Promise<void> = Promise.resolve();
  /** Whether a file was saved while another program had the terminal. */
  #hasSaveWaiting = false;
  /** The warm-up the quiz offers; shown once. */
  #offer: readonly string[] | null = null;

  constructor(lesson: LoadedLesson, lessons: readonly Entry[]) {
    this.#isLast = lessonAfter(lesson, lessons) === undefined;
    const ask = (signal: AbortSignal) => this.#askUntil(signal);
    this.#activities = new Activities(
      lesson,
      lessons,
      ask,
      () => this.#runs.reset(),
      () => this.#events.lendKeyboard(),
    );
    this.#events = new StayEvents(
      [...lesson.edits, SERVER_FILE].map((file) => join(lesson.folder, file)),
    );
  }

  /** Runs until the reader leaves. */
  async live(): Promise<End> {
    this.#start("check");
    this.#askForOffer();
    for await (const event of this.#events) {
      const end = this.#handle(event);
      if (end) return end;
    }
    return "quit";
  }

  #handle(event: StayEvent): End | null {
    switch (event.kind) {
      case "key":
        return this.#hearKey(event.key);
      case "save":
        this.#hearSave();
        return null;
      case "done":
        this.#hearDone(event.signal);
        return null;
      case "failed":
        // The same is true of its failure.
        if (event.signal.aborted) return null;
        throw event.error;
      case "offer":
        this.#offer = event.lines;
        return null;
      case "signal":
        // Ctrl-C in a pager or an editor is meant for that program, but reaches us as
        // well.
        return event.name === "SIGINT" && this.#busy?.hasLent ? null : "signal";
    }
  }

  #hearKey(key: string): End | null {
    // Someone is there.
    this.#runs.reset();
    const { hasPassed } = this.#activities;
    const isAsking = this.#question.isOpen;
    const isBusy = this.#busy !== null;
    return this.#perform(reactToKey(key, { isBusy, isAsking, hasPassed }));
  }

  #perform(reaction: Reaction): End | null {
    if (reaction.kind === "start") this.#start(reaction.activity);
    if (reaction.kind === "answer") this.#question.press(reaction.key);
    if (reaction.kind === "say") print(reaction.line);
    if (reaction.kind === "show keys") this.#showKeys();
    return reaction.kind === "leave" ? reaction.end : null;
  }

  #hearSave(): void {
    if (this.#busy?.hasLent) {
      this.#hasSaveWaiting = true;
      return;
    }
    const what = this.#runs.hearSave();
    if (what === "nothing") return;
    const putOff = this.#question.isOpen ? "the question" : (this.#busy?.plays ?? null);
    this.#start(what === "check" ? "check" : "stop checking", putOff);
  }

  #hearDone(signal: AbortSignal): void {
    // What was abandoned in the meantime has nothing to say anymore.
    if (signal.aborted) return;
    this.#busy = null;
    this.#endRun();
    if (this.#hasSaveWaiting) {
      this.#hasSaveWaiting = false;
      this.#hearSave();
    } else this.#showKeys();
  }

  // Abandons what was on before: of two saves, only the newest deserves a verdict.
  #start(activity: ActivityName, putOff: string | null = null): void {
    this.#busy?.controller.abort();
    const busy: Busy = {
      controller: new AbortController(),
      plays: null,
      putOff,
      hasLent: false,
    };
    const { signal } = busy.controller;
    this.#busy = busy;
    this.#runs.begin();
    this.#ended = this.#activities.play(activity, busy).then(
      () => this.#events.send({ kind: "done", signal }),
      (error: unknown) => this.#events.send({ kind: "failed", signal, error }),
    );
  }

  // A save during the run might be noticed only after it, but it belongs to the run.
  #endRun(): void {
    if (!this.#events.isSavePending) this.#runs.end();
  }

  // While a question waits for a key, no learner code runs.
  #askUntil(signal: AbortSignal): Ask {
    const ask = this.#question.askUntil(signal);
    return async (choices) => {
      this.#endRun();
      const choice = await ask(choices);
      this.#runs.begin();
      return choice;
    };
  }

  #showKeys(): void {
    if (this.#offer !== null) {
      print();
      printAll(this.#offer);
      this.#offer = null;
    }
    print();
    const keys = formatKeys(this.#activities.hasPassed, this.#isLast);
    printAll(keys.map((line) => style.dim(line)));
  }

  // In parallel with the run, which must not wait for it.
  #askForOffer(): void {
    void readOffer().then(
      (lines) => {
        if (lines !== null) this.#events.send({ kind: "offer", lines });
      },
      () => {
        // A quiz that can't be read says so when it is opened; a lesson works without it.
      },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#events[Symbol.dispose]();
    this.#busy?.controller.abort();
    await Promise.all([this.#ended, this.#activities[Symbol.asyncDispose]()]);
  }
}

// Loaded on demand: a lesson's first screen must not wait for the quiz.
async function readOffer(): Promise<readonly string[] | null> {
  const { offerWarmUp } = await import("../../../quiz/runner/warm-up.ts");
  return offerWarmUp(new Date());
}
