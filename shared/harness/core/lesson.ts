import type { LabDefinition } from "./lab-definition.ts";
import type { Misconceptions } from "./misconception.ts";

/** One piece of work: a TODO in the learner's file, or a stretch of code to repair. */
export type Task<Slug extends string = string> = {
  /** The number after TODO. */
  number: number;
  title: string;
  file: string;
  /** A stretch is not needed for the tick; its checks run once it has been touched. */
  stretch?: true;
  /** The slugs of its checks, in the order in which they run. */
  checks: readonly Slug[];
  /** A nudge; where and why. The third level is the task's code, read from the solution. */
  hints: readonly [nudge: string, where: string];
};

/** A question asked right before its event, and told afterwards beside what came. */
export type Prediction = {
  before: "demo" | "wall";
  ask: string;
  choices: readonly string[];
  /** The index of what is going to happen; the tests compare it with a run. */
  answer: number;
  because: string;
  /** The measurement of the demo or the wall whose value is the answer. */
  measures: string;
  /** What it is about, in the quiz's list of concepts: a wrong guess is asked about there. */
  concept: string;
};

/**
 * Everything about a lesson but its prose, its code and its checks. Data, no functions.
 * `Slug`: those of its misconceptions, so that a wrong one does not compile.
 */
export type Lesson<Slug extends string = string> = {
  number: string;
  slug: string;
  title: string;
  question: string;
  minutes: number;
  /** What the lesson keeps sessions in, for the head of the screen. */
  store: string;
  /** What its checks run on. */
  lab: LabDefinition;
  /** The files that the learner edits; every other one of the folder is given. */
  edits: readonly string[];
  /** Files that an earlier lesson's solution gives: copied from it without its marks. */
  given?: readonly { file: string; from: string }[];
  tasks: readonly Task<Slug>[];
  /** The slugs of checks of what the given code already does right. */
  guards: readonly Slug[];
  /** One for each check, in the same order. */
  misconceptions: Misconceptions;
  predictions: readonly Prediction[];
  /** Whose code the demo runs, the learner's own as it stands or the solution, and on how many servers. */
  demo: { of: "yours" | "solution"; servers: number };
  /** On how many servers the wall begins. */
  wall: { servers: number };
  /** The SHA-256 of lesson.test.ts: a pass counts only if the checks are the real ones. */
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
