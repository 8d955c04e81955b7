import type { Lab } from "../../harness/lab/lab.ts";

/** What really happens: returns the `is` of the choice that came true. */
export type Experiment =
  | {
      /** The lesson whose solution it runs on, and how many servers. */
      lesson: string;
      servers: number;
      run(lab: Lab): Promise<string>;
    }
  | { run(): Promise<string> };

/** By the question's id. */
export type Experiments = Readonly<Record<string, Experiment>>;

/** How many of these statuses aren't 200. */
export function countRefused(answers: readonly { status: number }[]): string {
  return String(answers.filter(({ status }) => status !== 200).length);
}
