import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { TodoError } from "../../app/todo.ts";
import {
  judgeCalls,
  judgeNews,
  type PlayDemo,
  type RunChecks,
  type Waiting,
  type WarmUp,
} from "../calls/judge-calls.ts";
import { LabError, messageOf } from "../core/errors.ts";
import type { Lesson } from "../core/lesson.ts";
import type { Demo } from "../demo/demo.ts";
import { serveParent } from "../hosts/host.ts";
import { preparePool } from "../lab/ready-pool.ts";
import { FileMissing } from "../lab/submission.ts";
import { HostError } from "../process/host-error.ts";
import { RunnerWatch } from "./runner-watch.ts";

let goOn = () => {};
let watch: RunnerWatch | null = null;
let runs = 0;

async function run(work: RunChecks): Promise<void> {
  const { testFile, submission, showsStore = false } = work;
  const { reusesProcesses = false, hasCompany = false } = work;
  process.env.LESSON_ANSWER = submission;
  // The servers start while the rest of this process loads.
  await preparePool(dirname(testFile), false, reusesProcesses);
  const { beginRun, countChecks, stopSideLabs } = await import("../check/check.ts");
  let reported = 0;
  let imported = false;
  const done = new Promise<void>((resolve) => {
    beginRun(
      (check) => {
        reported++;
        tellParent(judgeNews.check, check);
        if (imported && reported === countChecks()) resolve();
      },
      { showsStore, startsAhead: !reusesProcesses, hasCompany },
    );
  });
  try {
    // A module is evaluated once per name, so another run needs another name.
    await import(`${pathToFileURL(testFile).href}${runs++ === 0 ? "" : `?run=${runs}`}`);
    imported = true;
    const { currentLab } = await import("../check/current-lab.ts");
    const { redis } = currentLab().lab;
    if (redis) tellParent(judgeNews.redis, redis.description);
    if (countChecks() > reported) await done;
    tellParent(judgeNews.done, null);
  } finally {
    const { closeLab } = await import("../check/current-lab.ts");
    if (reusesProcesses) await stopSideLabs();
    await closeLab();
  }
}

async function playDemo({
  folder,
  submission,
  script,
  step,
  store,
}: PlayDemo): Promise<void> {
  const url = new URL("lesson.ts", `${pathToFileURL(folder).href}/`);
  const { lesson }: { lesson: Lesson } = await import(url.href);
  const story: Record<typeof script, Demo> = await import(
    new URL("demo.ts", `${pathToFileURL(folder).href}/`).href
  );
  const { play } = await import("../demo/player.ts");
  await play(story[script], {
    submission: { lesson, folder, path: submission },
    servers: lesson[script].servers,
    showsStore: store,
    tell: (line) => tellParent(judgeNews.line, line),
    pause: step ? waitForReader : null,
  });
}

function waitForReader(next: string): Promise<void> {
  return new Promise((resolve) => {
    goOn = resolve;
    tellParent(judgeNews.pause, { next });
  });
}

async function warm({ folder, withSpares }: WarmUp): Promise<void> {
  await preparePool(folder, withSpares);
  // Load what a run will need, while there is time.
  await import("../index.ts");
}

// Watches the runner until it says it has the outcome. It can be stopped while we work,
// and when everything is done it still has to be woken.
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

// Learner code runs in other processes, whose errors arrive as HostErrors. Anything else
// thrown here is the workbook's fault, and isn't reported as the learner's.
function ownUp<T>(handler: (work: T) => Promise<void>): (work: T) => Promise<void> {
  return async (work) => {
    try {
      await handler(work);
    } catch (error) {
      // A TODO that a script runs into is the learner's to do.
      const known = [HostError, LabError, FileMissing, TodoError];
      if (known.some((kind) => error instanceof kind)) throw error;
      throw new LabError("JUDGE_FAULT", messageOf(error), {
        hint: "this is a fault of the workbook: please report it with these lines",
        cause: error,
      });
    }
  };
}

const tellParent = serveParent(
  judgeCalls,
  {
    warm: ownUp(warm),
    run: whileWaiting(ownUp(run)),
    play: whileWaiting(ownUp(playDemo)),
    continue: () => goOn(),
    heard: endWatch,
  },
  // The runner pings to see whether we are there, and shows that it is there too.
  () => watch?.hear(),
);
