import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { solutionFolder } from "../../course/catalogue.ts";
import { eventually } from "../../harness/core/eventually.ts";
import { endless, TemporaryAnswer } from "../support/answers.ts";
import { startLesson } from "../support/command.ts";
import { entryOf } from "../support/labs.ts";
import {
  descendantsOf,
  type ProcessLine,
  processesWith,
  survivorsOf,
} from "../support/processes.ts";

const EXIT_TIMEOUT_MS = 2_000;

type Scenario = {
  title: string;
  lesson: string;
  /** What is appended to the learner's file. */
  append?: string;
  /** The processes that must exist before the runner is killed. */
  waitFor: RegExp;
  before?: (processes: readonly ProcessLine[]) => void;
  /** Why it can't be true on this system; shown on the screen. */
  skip?: string | false;
};

// Frozen servers and a Redis can't watch over themselves. If everything that could is
// killed at once, only the kernel is left, and only Linux can be asked to end them.
const needsKernel =
  process.platform === "linux" && spawnSync("setpriv", ["--version"]).status === 0
    ? false
    : "only Linux with setpriv ends these when every helper is killed at once";

const isHelper = ({ command }: ProcessLine) =>
  /\/bin\/sh -c|balancer-host|judge-host/.test(command);
const isServer = ({ command }: ProcessLine) => /server-host/.test(command);

function signalAll(processes: readonly ProcessLine[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) process.kill(pid, signal);
}

const spinning = `\nsetImmediate(() => { ${endless} });\n`;
const scenarios: Scenario[] = [
  { title: "while a lesson runs", lesson: "01", waitFor: /server-host/ },
  {
    title: "while learner code spins for ever",
    lesson: "01",
    append: spinning,
    waitFor: /server-host/,
  },
  {
    title: "while a server is frozen",
    lesson: "01",
    waitFor: /server-host/,
    before: (processes) => signalAll(processes.filter(isServer), "SIGSTOP"),
  },
  { title: "while a Redis of ours runs", lesson: "03", waitFor: /redis/ },
  {
    title: "after its helpers were killed, with code that spins",
    lesson: "01",
    append: spinning,
    waitFor: /server-host/,
    before: (processes) => signalAll(processes.filter(isHelper), "SIGKILL"),
  },
  {
    title: "after its helpers were killed, with frozen servers and a Redis of ours",
    lesson: "03",
    waitFor: /redis/,
    skip: needsKernel,
    before: (processes) => {
      signalAll(processes.filter(isServer), "SIGSTOP");
      signalAll(processes.filter(isHelper), "SIGKILL");
    },
  },
];

// The runs have their own temporary folder, where no one else leaves anything.
const temporary = mkdtempSync(join(tmpdir(), "survival-"));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** What a run has left in its temporary folder; tsx's cache may stay. */
function filesLeft(): string[] {
  const cache = /^(tsx|node-compile-cache)/;
  return readdirSync(temporary).filter((name) => !cache.test(name));
}

for (const { title, lesson, append = "", waitFor, before, skip = false } of scenarios) {
  test(`SIGKILL of the runner ${title} leaves no process and no file`, {
    skip,
  }, async () => {
    const entry = entryOf(lesson);
    const name = "sessions.ts";
    const text = readFileSync(join(solutionFolder(entry), name), "utf8") + append;
    using answer = new TemporaryAnswer([{ path: name, text }]);
    // Three times, at different moments: the result must not depend on the moment.
    for (const delay of [0, 150, 400]) {
      const runner = startLesson([lesson, "once"], {
        LESSON_ANSWER: answer.folder,
        TMPDIR: temporary,
      });
      const exited = once(runner, "exit");
      const { pid } = runner;
      assert.ok(pid);
      const isThere = ({ command }: ProcessLine) => waitFor.test(command);
      await eventually(() => assert.ok(descendantsOf(pid).some(isThere)), 10_000);
      await new Promise((resolve) => setTimeout(resolve, delay));
      const started = descendantsOf(pid);
      before?.(started);
      runner.kill("SIGKILL");
      await exited;
      await eventually(() => {
        const left = survivorsOf(started).map(({ command }) => command);
        // A process started at the last moment is recognized only by its environment.
        const unseen = processesWith(answer.folder);
        assert.deepEqual([...left, ...unseen], [], `${delay} ms after the start`);
      }, EXIT_TIMEOUT_MS);
    }
    assert.deepEqual(filesLeft(), []);
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  test(`${signal} ends the runner with 130, and leaves no process`, async () => {
    const entry = entryOf("01");
    using answer = new TemporaryAnswer([
      {
        path: "sessions.ts",
        text: readFileSync(join(solutionFolder(entry), "sessions.ts"), "utf8"),
      },
    ]);
    const runner = startLesson(["01", "once"], { LESSON_ANSWER: answer.folder });
    const exited = once(runner, "exit");
    const { pid } = runner;
    assert.ok(pid);
    await eventually(() => assert.ok(descendantsOf(pid).some(isServer)), 10_000);
    const started = descendantsOf(pid);
    runner.kill(signal);
    assert.deepEqual(await exited, [130, null]);
    await eventually(() => {
      assert.deepEqual([...survivorsOf(started), ...processesWith(answer.folder)], []);
    }, EXIT_TIMEOUT_MS);
  });
}

const MOMENTS = 20;
const LATEST_MS = 1_500;

for (const signal of ["SIGKILL", "SIGINT"] as const) {
  test(`${signal} of the runner at ${MOMENTS} random moments leaves no process and no file`, async () => {
    const entry = entryOf("01");
    const text = readFileSync(join(solutionFolder(entry), "sessions.ts"), "utf8");
    const delays = Array.from({ length: MOMENTS }, () =>
      Math.round(Math.random() * LATEST_MS),
    );
    async function end(): Promise<void> {
      for (let delay = delays.pop(); delay !== undefined; delay = delays.pop()) {
        using answer = new TemporaryAnswer([{ path: "sessions.ts", text }]);
        const runner = startLesson(["01", "once"], {
          LESSON_ANSWER: answer.folder,
          TMPDIR: temporary,
        });
        const exited = once(runner, "exit");
        await new Promise((resolve) => setTimeout(resolve, delay));
        runner.kill(signal);
        await exited;
        await eventually(() => {
          assert.deepEqual(
            processesWith(answer.folder),
            [],
            `${delay} ms after the start`,
          );
        }, EXIT_TIMEOUT_MS);
      }
    }
    await Promise.all([end(), end()]);
    assert.deepEqual(filesLeft(), []);
  });
}
