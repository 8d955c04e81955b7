import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { TodoError } from "../../app/todo.ts";
import { LabError, messageOf } from "../core/errors.ts";
import type { Lesson } from "../core/lesson.ts";
import type { Demo } from "../demo/demo.ts";
import { preparePool } from "../lab/ready-pool.ts";
import { FileMissing } from "../lab/submission.ts";
import { HostError } from "../process/host-error.ts";
import { serveParent } from "./host.ts";
import { RunnerWatch } from "./runner-watch.ts";

/** What every piece of work says of the runner that waits for it. */
export type Waiting = {
  /** Whether nobody sits at its terminal, who would see that it was stopped. */
  isAlone: boolean;
};

/** Which checks to run, on whose files. */
export type RunChecks = Waiting & {
  testFile: string;
  answer: string;
  /** Whether to show what Redis holds after each check that changed it. */
  showsStore?: boolean;
};

/** Which lesson to get ready for. */
export type WarmUp = { folder: string; withSpares: boolean };

/** Which script to play, on whose files; `step` waits for "continue" before each request. */
export type PlayScript = Waiting & {
  folder: string;
  answer: string;
  script: "demo" | "wall";
  step: boolean;
  /** Whether to show what Redis holds after each request that changed it. */
  store: boolean;
};

let goOn = () => {};
let watch: RunnerWatch | null = null;
let runs = 0;

async function run({ testFile, answer, showsStore = false }: RunChecks): Promise<void> {
  process.env.LESSON_ANSWER = answer;
  // The servers start while the rest of this process loads.
  await preparePool(dirname(testFile), false);
  const { beginRun, countChecks } = await import("../check.ts");
  let reported = 0;
  let imported = false;
  const done = new Promise<void>((resolve) => {
    beginRun((check) => {
      reported++;
      tellParent("check", check);
      if (imported && reported === countChecks()) resolve();
    }, showsStore);
  });
  try {
    // A module is evaluated once under its name, so another run needs another one.
    await import(`${pathToFileURL(testFile).href}${runs++ === 0 ? "" : `?run=${runs}`}`);
    imported = true;
    if (countChecks() > reported) await done;
    tellParent("done", null);
  } finally {
    const { closeLab } = await import("../lab/current-lab.ts");
    await closeLab();
  }
}

async function playScript({
  folder,
  answer,
  script,
  step,
  store,
}: PlayScript): Promise<void> {
  const url = new URL("lesson.ts", `${pathToFileURL(folder).href}/`);
  const { lesson }: { lesson: Lesson } = await import(url.href);
  const story: Record<typeof script, Demo> = await import(
    new URL("demo.ts", `${pathToFileURL(folder).href}/`).href
  );
  const { play } = await import("../demo/player.ts");
  await play(story[script], {
    submission: { lesson, folder, answer },
    servers: lesson[script].servers,
    showsStore: store,
    tell: (line) => tellParent("line", line),
    pause: () => (step ? waitForReader() : Promise.resolve()),
  });
}

function waitForReader(): Promise<void> {
  return new Promise((resolve) => {
    goOn = resolve;
    tellParent("pause", null);
  });
}

async function warm({ folder, withSpares }: WarmUp): Promise<void> {
  await preparePool(folder, withSpares);
  // What a run is going to need, while there is time.
  await import("../check.ts");
}

// Until the runner says that it has the outcome: it may be stopped while we are at work, and
// when all is done it must still be woken.
function whileWaiting<T extends Waiting>(
  handler: (work: T) => Promise<void>,
): (work: T) => Promise<void> {
  return (work) => {
    endWatch();
    if (work.isAlone) watch = new RunnerWatch();
    return handler(work);
  };
}

function endWatch(): void {
  watch?.[Symbol.dispose]();
  watch = null;
}

// Learner code runs in other processes, and its errors come from there as HostErrors.
// Whatever else is thrown here is a fault of the workbook, and is not told as theirs.
function ownUp<T>(handler: (work: T) => Promise<void>): (work: T) => Promise<void> {
  return async (work) => {
    try {
      await handler(work);
    } catch (error) {
      // A TODO that a script meets is the learner's to do.
      const known = [HostError, LabError, FileMissing, TodoError];
      if (known.some((kind) => error instanceof kind)) throw error;
      throw new LabError("JUDGE_FAULT", messageOf(error), {
        hint: "this is a fault of the workbook: please report it with these lines",
        cause: error,
      });
    }
  };
}

const tellParent = serveParent({
  warm: ownUp(warm),
  run: whileWaiting(ownUp(run)),
  play: whileWaiting(ownUp(playScript)),
  continue: () => goOn(),
  heard: endWatch,
  // It asks for this to see whether we are there.
  boot: () => watch?.hear(),
});
