import type { LabOptions } from "../core/lab-definition.ts";
import type { Lab } from "../lab/lab.ts";

/** What a story can change in its lesson's definition. */
export type StoryLab = Omit<LabOptions, "breaksRedis">;

/** The right result of a request: its status, or the account that its answer greets. */
export type Right = number | string;

/** The tools with which a demo or a wall tells its story. */
export type DemoTools = {
  /** Says something in words. */
  say(text: string): void;
  /**
   * Opens a fresh lab to replace the previous one, with as many servers as the lesson
   * says and its own Redis, so a story can break it and looks the same everywhere.
   */
  open(options?: StoryLab): Promise<Lab>;
  /** Says what was done, or how a step turned out, among the requests of the open lab. */
  note(text: string): void;
  /** Names a measured number, which a prediction is compared with. */
  measure(name: string, value: number): void;
  /**
   * Marks the requests of `work` as good if this is their result; otherwise, if their
   * status is below 400.
   */
  expecting<T>(right: Right, work: () => Promise<T>): Promise<T>;
  /** Does `work` in one step: requests sent at the same time belong in one step. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /**
   * The same, but its requests aren't shown: only what `work` says about them afterward.
   */
  quietly<T>(work: () => Promise<T>): Promise<T>;
};

/** A demo or a wall: a story about Alice, played on real servers. */
export type Demo = (tools: DemoTools) => Promise<void>;
