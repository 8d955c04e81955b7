import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, solutionFolder } from "../../../course/catalogue.ts";
import { eventually } from "../../../harness/core/eventually.ts";
import { TemporaryAnswer } from "../../support/answers.ts";
import { readScreen, type Screen, startLesson } from "../../support/command.ts";
import { entryOf } from "../../support/labs.ts";
import { listProcesses, processesWith } from "../../support/processes.ts";
import { ProjectCopy } from "../../support/project.ts";
import type { Probe, ProbeGroup } from "../probe.ts";
import { type Attack, append } from "./attack.ts";
import { cheating } from "./cheating.ts";
import { onTheLine } from "./listening.ts";
import { posingErrors } from "./posing.ts";
import { signals } from "./signals.ts";
import { inEveryWay, type Stray, strays } from "./strays.ts";

/** Longer than any verdict may take, no matter what is stopped. */
const VERDICT_WITHIN_MS = 75_000;
const GONE_WITHIN_MS = 2_000;

const attacks = [...onTheLine, ...posingErrors, ...cheating, ...signals];

/** Runs a lesson on an attacker's file, and checks what is left. */
async function run(
  attack: Attack,
  memory: string,
): Promise<Screen & { found: string[] }> {
  const { lesson = "01", on = "starter", change } = attack;
  const entry = entryOf(lesson);
  const file = lesson === "02" ? "pick.ts" : "sessions.ts";
  const folder = on === "solution" ? solutionFolder(entry) : entry.folder;
  const out = join(memory, "out");
  mkdirSync(out, { recursive: true });
  const text = change(readFileSync(join(folder, file), "utf8"))
    .replaceAll("{OUT}", out)
    .replaceAll("{ROOT}", root);
  using answer = new TemporaryAnswer([{ path: file, text }]);
  const runner = startLesson([lesson, "once"], {
    LESSON_ANSWER: answer.folder,
    LESSON_MEMORY: memory,
  });
  const late = setTimeout(() => runner.kill("SIGKILL"), VERDICT_WITHIN_MS);
  const screen = await readScreen(runner).finally(() => clearTimeout(late));
  await eventually(
    () => assert.deepEqual(processesWith(answer.folder), [], "what is left"),
    GONE_WITHIN_MS,
  );
  return { ...screen, found: readdirSync(out) };
}

async function withMemory<T>(work: (memory: string) => Promise<T>): Promise<T> {
  const memory = join(root, ".workbook", `probe-${randomUUID()}`);
  try {
    return await work(memory);
  } finally {
    rmSync(memory, { recursive: true, force: true });
  }
}

function probeOf(attack: Attack): Probe {
  const { title, codes, says, saysNot, further } = attack;
  return {
    title,
    ...(further ? { further } : {}),
    run: () =>
      withMemory(async (memory) => {
        const { code, lines, errors, found } = await run(attack, memory);
        const screen = `${lines.join("\n")}${errors}`;
        assert.ok(codes.includes(code ?? -1), `exit code ${code}:\n${screen}`);
        assert.deepEqual(found, [], "it heard something");
        if (says) assert.match(screen, says);
        if (saysNot) assert.doesNotMatch(screen, saysNot);
      }),
  };
}

function strayProbe([what, code, accepted]: Stray, at: number): Probe {
  return {
    title: `a process that gets away: ${what}`,
    ...(at === 0 ? {} : { further: true }),
    ...(accepted === undefined ? {} : { accepted }),
    run: () =>
      withMemory(async (memory) => {
        const mark = String(900_000_000 + at * 1_000 + (process.pid % 1_000));
        const change = append(
          `import { spawn } from "node:child_process";\n${code.replaceAll("{MARK}", mark)}`,
        );
        const { code: exit } = await run({ title: what, change, codes: [1] }, memory);
        assert.equal(exit, 1);
        await eventually(() => {
          const left = listProcesses().filter(({ command }) => command.includes(mark));
          for (const { pid } of left) process.kill(pid, "SIGKILL");
          assert.deepEqual(left, []);
        }, GONE_WITHIN_MS);
      }),
  };
}

/**
 * A grandchild keeps writing the ✓ as long as it lives, so it must not outlive the
 * verdict.
 */
const lateTick: Probe = {
  title: "a process that gets away writes the ✓ again and again",
  run: async () => {
    using copy = new ProjectCopy();
    const name = "01-in-memory";
    const folder = copy.path(".workbook", "progress");
    const mark = { version: 2, passed: true, task: null, hints: 0, misconception: null };
    const text = JSON.stringify({ ...mark, guesses: {} });
    const script = `mkdir -p ${folder}; while sleep 0.05; do printf %s '${text}' > ${folder}/${name}.json; done`;
    const file = copy.path("lessons", name, "sessions.ts");
    const attacked = append(
      `import { spawn } from "node:child_process";\nspawn("setsid", ["-f", "sh", "-c", ${JSON.stringify(script)}], { stdio: "ignore" });`,
    );
    writeFileSync(file, attacked(readFileSync(file, "utf8")));
    const { code } = await readScreen(copy.start(["01", "once"]));
    assert.equal(code, 1);
    await eventually(
      () => assert.deepEqual(processesWith(copy.folder), [], "what is left"),
      GONE_WITHIN_MS,
    );
    const told: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
    assert.ok(typeof told === "object" && told !== null && "passed" in told);
    assert.equal(told.passed, false);
  },
};

/** What learner code can do to the runner, and to our view of that code. */
export const runner: ProbeGroup = {
  name: "attacks on the runner",
  // Each is a run with its own processes, and some wait for seconds.
  atOnce: 2,
  async open() {
    return {
      probes: [
        ...attacks.map(probeOf),
        ...[inEveryWay, ...strays].map(strayProbe),
        lateTick,
      ],
      [Symbol.asyncDispose]: async () => {},
    };
  },
};
