import type { LabOptions } from "../core/lab-definition.ts";
import { taskOf } from "../core/lesson.ts";
import { Timeline } from "../core/timeline.ts";
import type { Play } from "../properties/property.ts";
import { currentLab } from "./current-lab.ts";
import type { CheckReport } from "./report.ts";
import { runCheck } from "./run-check.ts";
import { Scene } from "./scene.ts";

/** A check that has run, and the record of what happened in it. */
export type Ran = Pick<CheckReport, "outcome" | "store"> & { timeline: Timeline };

type SideCheck = {
  slug: string;
  play: Play;
  settle: (ran: Ran) => void;
};

/**
 * A lab alongside the lesson's own, for checks that wait for time to pass, or break what
 * others need. Its checks run one after the other while the main ones continue.
 */
export class SideLab {
  readonly #options: LabOptions;
  readonly #checks: SideCheck[] = [];
  #running: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: LabOptions) {
    this.#options = options;
  }

  /** Adds a check; returns a promise of how it goes. */
  add(slug: string, play: Play): Promise<Ran> {
    return new Promise((settle) => this.#checks.push({ slug, play, settle }));
  }

  /** Runs its checks, alongside whatever else is going on. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Starts no more checks; resolves when the one in progress is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { lab: main, lesson } = currentLab();
    const opening = main.startBeside(this.#options);
    for (const { slug, play, settle } of this.#checks) {
      const timeline = new Timeline();
      if (this.#isStopped) {
        settle({ outcome: { kind: "waiting" }, timeline });
        continue;
      }
      const lab = await opening.catch(() => main);
      if (lab !== main) lab.startTimeline(timeline);
      const outcome = await runCheck(slug, lab, lesson, async () => {
        const own = await opening;
        await own.beginAnew();
        await play(new Scene(own));
      });
      const stretch = taskOf(lesson, slug)?.stretch ?? false;
      this.#isStopped ||= outcome.kind !== "passed" && !stretch;
      settle({ outcome, timeline });
    }
  }
}
