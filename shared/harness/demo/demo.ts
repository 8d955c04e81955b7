import type { LabOptions } from "../core/lab-definition.ts";
import type { Lab } from "../lab/lab.ts";

/** What a story may want otherwise than its lesson's definition says. */
export type StoryLab = Omit<LabOptions, "breaksRedis">;

/** What is right for a request: its status, or the account that its answer greets. */
export type Right = number | string;

/** What a demo or a wall is given to tell its story with. */
export type DemoTools = {
  /** Tells something in words. */
  say(text: string): void;
  /**
   * Opens a fresh lab in place of the one before: with as many servers as the lesson says,
   * and a Redis of its own, so that a story may break it and shows the same everywhere.
   */
  open(options?: StoryLab): Promise<Lab>;
  /** Tells what was done, or what came of a step, among the requests of the open lab. */
  note(text: string): void;
  /** Names a number that came of it: what a prediction is compared with. */
  measure(name: string, value: number): void;
  /** Marks the requests of `work` as good if this comes of them; else, a status below 400. */
  expecting<T>(right: Right, work: () => Promise<T>): Promise<T>;
  /** Does `work` in one step: requests that are sent at the same time belong into one. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** The same, but its requests aren't shown: only what `work` says about them afterwards. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
};

/** A demo or a wall: a story about Alice, played on real servers. */
export type Demo = (tools: DemoTools) => Promise<void>;
