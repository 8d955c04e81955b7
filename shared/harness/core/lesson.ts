import type { LabDefinition } from "./lab-definition.ts";
import type { Misconceptions } from "./misconception.ts";

/** One task: a TODO in the learner's file, or a piece of code to fix. */
export type Task<Slug extends string = string> = {
  /** The number after TODO. */
  number: number;
  title: string;
  file: string;
  /** A stretch task is optional; its checks run once it has been touched. */
  stretch?: true;
  /** The slugs of its checks, in the order in which they run. */
  checks: readonly Slug[];
  /**
   * First a nudge, then where and why. The third hint is the task's code, read from the
   * solution.
   */
  hints: readonly [nudge: string, where: string];
};

/**
 * A question asked right before its event; the explanation follows next to the result.
 */
export type Prediction = {
  before: "demo" | "wall";
  ask: string;
  choices: readonly string[];
  /** The index of what actually happens; the tests compare it with a run. */
  answer: number;
  because: string;
  /** The measurement of the demo or the wall whose value is the answer. */
  measures: string;
  /** The concept in the quiz's list; after a wrong guess the quiz asks about it. */
  concept: string;
};

/**
 * Everything about a lesson except its prose, its code and its checks. Data, no
 * functions. `Slug`: the slugs of its misconceptions, so a wrong one doesn't compile.
 */
export type Lesson<Slug extends string = string> = {
  number: string;
  slug: string;
  title: string;
  question: string;
  minutes: number;
  /** Where the lesson keeps sessions, for the top of the screen. */
  store: string;
  /** What its checks run on. */
  lab: LabDefinition;
  /** The files that the learner edits; all others in the folder are given. */
  edits: readonly string[];
  /**
   * Files given by an earlier lesson's solution: copied from it without its task marks.
   */
  given?: readonly { file: string; from: string }[];
  tasks: readonly Task<Slug>[];
  /** The slugs of checks for what the given code already does right. */
  guards: readonly Slug[];
  /** One for each check, in the same order. */
  misconceptions: Misconceptions;
  predictions: readonly Prediction[];
  /**
   * Whose code the demo runs (the learner's own as it is, or the solution), and on how
   * many servers.
   */
  demo: { of: "yours" | "solution"; servers: number };
  /** How many servers the wall starts with. */
  wall: { servers: number };
  /**
   * The SHA-256 of lesson.test.ts: a pass counts only if the checks are the real ones.
   */
  checksum: string;
};

/** All slugs of a lesson's checks, in the order in which they must be registered. */
export function slugsOf(lesson: Lesson): string[] {
  const ofTasks = (stretch: boolean) =>
    lesson.tasks
      .filter((task) => (task.stretch ?? false) === stretch)
      .flatMap(({ checks }) => checks);
  return [...ofTasks(false), ...lesson.guards, ...ofTasks(true)];
}

/** The task that a check belongs to; null for a guard. */
export function taskOf(lesson: Lesson, slug: string): Task | null {
  return lesson.tasks.find(({ checks }) => checks.includes(slug)) ?? null;
}
