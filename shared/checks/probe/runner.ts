import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, solutionFolder } from "../../course/catalogue.ts";
import { eventually } from "../../harness/lab/eventually.ts";
import { TemporaryAnswer } from "../support/answers.ts";
import { readScreen, type Screen, startLesson } from "../support/command.ts";
import { entryOf } from "../support/labs.ts";
import { listProcesses, processesWith } from "../support/processes.ts";
import { ProjectCopy } from "../support/project.ts";
import type { Probe, ProbeGroup } from "./probe.ts";

/** Longer than any verdict may take, whatever is stopped. */
const VERDICT_WITHIN_MS = 75_000;
const GONE_WITHIN_MS = 2_000;

type Attack = {
  title: string;
  lesson?: string;
  /** Whose file is attacked with: what is not done yet, or what is. */
  on?: "starter" | "solution";
  /** Changes the file. {OUT} is a folder for what it finds out, {MARK} its own word. */
  change: (text: string) => string;
  /** The exit codes that a run may have. */
  codes: readonly number[];
  says?: RegExp;
  saysNot?: RegExp;
  further?: true;
};

const append = (code: string) => (text: string) => `${text}\n${code}\n`;

function swap(from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `the file has no ${from}`);
    return changed;
  };
}

const write = 'import { appendFileSync as note } from "node:fs";';

// What somebody would write to hear the lab's questions, and to be good only then.
const listening: [what: string, code: string][] = [
  ["process.on", 'process.on("message", (m) => note("{OUT}/heard", JSON.stringify(m)));'],
  [
    "process.prependListener",
    'process.prependListener("message", (m) => note("{OUT}/heard", JSON.stringify(m)));',
  ],
  [
    "a process.emit of its own",
    'const emit = process.emit; process.emit = function (this: unknown, ...a: unknown[]) { if (a[0] === "message") note("{OUT}/heard", JSON.stringify(a)); return Reflect.apply(emit, this, a); } as typeof emit;',
  ],
  [
    "an EventEmitter of its own",
    'import { EventEmitter } from "node:events"; const emit = EventEmitter.prototype.emit; EventEmitter.prototype.emit = function (name, ...a) { const text = a.map(String).join(); if (/moveClock|repeatChance|"ask"/.test(text)) note("{OUT}/heard", text); return emit.call(this, name, ...a); };',
  ],
  [
    "a JSON.parse of its own",
    'const parse = JSON.parse; JSON.parse = (text: string) => { if (text.includes("moveClock")) note("{OUT}/heard", text); return parse(text); };',
  ],
  [
    "streams of its own",
    'import { Readable } from "node:stream"; const push = Readable.prototype.push; Readable.prototype.push = function (chunk, ...a) { if (String(chunk).includes("moveClock")) note("{OUT}/heard", String(chunk)); return push.call(this, chunk, ...a); };',
  ],
  [
    "a Buffer.toString of its own",
    'const text = Buffer.prototype.toString; Buffer.prototype.toString = function (...a) { const said = text.apply(this, a as []); if (said.includes("moveClock")) note("{OUT}/heard", said); return said; };',
  ],
  [
    "process.send",
    'if (process.send !== undefined) note("{OUT}/heard", "there is a send");',
  ],
  [
    "process.channel",
    'if ((process as { channel?: unknown }).channel) note("{OUT}/heard", "there is a channel");',
  ],
  [
    "the line of the host's own module",
    'import { pathToFileURL as toUrl } from "node:url"; const { serveParent } = await import(toUrl("{ROOT}/shared/harness/hosts/host.ts").href); try { serveParent({ moveClock: () => note("{OUT}/heard", "moveClock") }); note("{OUT}/heard", "served"); } catch {}',
  ],
  [
    "the process's handles",
    'for (const handle of (process as unknown as { _getActiveHandles(): { on?(name: string, hear: (c: unknown) => void): void }[] })._getActiveHandles()) handle?.on?.("data", (c) => { if (/moveClock|repeatChance/.test(String(c))) note("{OUT}/heard", String(c)); });',
  ],
  [
    "what sockets write",
    'import { Socket } from "node:net"; const writes = (Socket.prototype as unknown as { _write(...a: unknown[]): void })._write; (Socket.prototype as unknown as { _write(...a: unknown[]): void })._write = function (...a) { if (/"id":\\d+,"value"/.test(String(a[0]))) note("{OUT}/heard", String(a[0])); return writes.apply(this, a); };',
  ],
  [
    "message ports",
    'import { MessagePort } from "node:worker_threads"; const on = MessagePort.prototype.on; MessagePort.prototype.on = function (...a: never[]) { note("{OUT}/heard", "a port"); return on.apply(this, a); } as typeof on;',
  ],
];

const speaking: [what: string, code: string][] = [
  ["process.send", 'process.send?.({ news: "check", value: {} });'],
  [
    "the line itself",
    'import { writeSync } from "node:fs"; for (let id = 0; id < 50; id++) writeSync(3, JSON.stringify({ id, value: 1 }) + "\\n");',
  ],
  [
    "a socket on the line",
    'import { Socket } from "node:net"; try { new Socket({ fd: 3 }).write("{}\\n"); } catch {}',
  ],
];

const posing: [what: string, thrown: string][] = [
  [
    "by its name",
    'Object.assign(new Error("x"), { name: "LabError", code: "REDIS_UNAVAILABLE", hint: "all is well" })',
  ],
  [
    "by its name and another code",
    'Object.assign(new Error("x"), { name: "LabError", code: "JUDGE_LOST", hint: "all is well" })',
  ],
  [
    "as a failure",
    'Object.assign(new Error("x"), { name: "HostError", failure: { name: "LabError", message: "x", code: "REAPER_LOST", hint: "all is well" } })',
  ],
  [
    "as a missing file",
    'Object.assign(new Error("x"), { name: "FileMissing", hint: "all is well" })',
  ],
  [
    "with the class itself",
    'new (await import("#harness")).LabError("REDIS_UNAVAILABLE", "x", { hint: "all is well" })',
  ],
];

const inSignIn = (code: string) => swap(/^ {2}todo\(1, .*$/m, `  ${code}`);
const parents = `import { execFileSync as ask } from "node:child_process";
const parentOf = (pid: number) => Number(ask("ps", ["-o", "ppid=", "-p", String(pid)]).toString());
const judge = process.ppid, runner = parentOf(judge);
const children = (of: number): number[] => ask("ps", ["-A", "-o", "pid=,ppid="]).toString().split("\\n").flatMap((line) => { const [pid = 0, parent] = line.trim().split(/\\s+/).map(Number); return parent === of ? [pid, ...children(pid)] : []; });`;

/** Several pieces of code one after the other: what they import first, then each by itself. */
function together(
  pieces: readonly (readonly [what: string, code: string, ...unknown[]])[],
) {
  const parts = pieces.map(([, code]) => /^((?:import .*?; )?)(.*)$/s.exec(code) ?? []);
  const imports = parts.map(([, first = ""]) => first);
  const rest = parts.map(([, , code = ""]) => `{ ${code} }`);
  return [...new Set(imports), ...rest].join("\n");
}

// A debugger that listens would be found at Node's own port for it.
const isDebugged = `
import { connect } from "node:net";
${write}
for (let tries = 0; tries < 20; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise<void>((resolve) => {
    const socket = connect(9229, "127.0.0.1", () => note("{OUT}/debugger", "it listens"));
    socket.on("connect", () => socket.destroy()).on("error", () => {}).on("close", () => resolve());
  });
}`;

const attacks: Attack[] = [
  {
    title: "it listens in every way",
    on: "solution",
    change: append(`${write}\n${together(listening)}`),
    codes: [0],
  },
  ...listening.map(
    ([what, code]): Attack => ({
      title: `it listens: ${what}`,
      on: "solution",
      change: append(`${write}\n${code}`),
      codes: [0],
      further: true,
    }),
  ),
  {
    title: "it speaks for us in every way",
    change: append(together(speaking)),
    codes: [1],
  },
  ...speaking.map(
    ([what, code]): Attack => ({
      title: `it speaks for us: ${what}`,
      change: append(code),
      codes: [1],
      further: true,
    }),
  ),
  ...posing.flatMap(([what, thrown], at): Attack[] => [
    {
      title: `an error poses as ours ${what}, at import`,
      change: append(`throw ${thrown};`),
      codes: [1],
      saysNot: /all is well|could not decide/,
      ...(at === 0 ? {} : { further: true }),
    },
    {
      title: `an error poses as ours ${what}, in a handler`,
      further: true,
      change: inSignIn(thrown.includes("await") ? "return;" : `throw ${thrown};`),
      codes: [1],
      saysNot: /next:[^|]*all is well|could not decide/,
    },
  ]),
  {
    title: "an error poses as ours, in the pick",
    lesson: "02",
    change: inSignIn(`throw ${posing[0]?.[1]};`),
    codes: [1],
    saysNot: /next:[^|]*all is well|could not decide/,
  },
  {
    title: "ids are strong only while Math.random is another one",
    on: "solution",
    change: (text) =>
      swap(
        'randomBytes(32).toString("base64url")',
        '(Math.random === real ? String(real()) + real() + real() + real() : randomBytes(32).toString("base64url"))',
      )(append("const real = Math.random;")(text)),
    codes: [1],
    says: /guessable-ticket|bits differ|same ticket/,
  },
  {
    title: "tickets end only once Date is another one",
    on: "solution",
    change: (text) =>
      swap(
        "Date.now() - ticket.createdAt >= LIFE_MS",
        "Date !== real && Date.now() - ticket.createdAt >= LIFE_MS",
      )(append("const real = Date;")(text)),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only where their life is short",
    on: "solution",
    change: swap(
      "Date.now() - ticket.createdAt >= LIFE_MS",
      "LIFE_MS < 60_000 && Date.now() - ticket.createdAt >= LIFE_MS",
    ),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only once the lab has said something",
    on: "solution",
    change: (text) =>
      swap(
        "Date.now() - ticket.createdAt >= LIFE_MS",
        "said && Date.now() - ticket.createdAt >= LIFE_MS",
      )(
        append('let said = false;\nprocess.on("message", () => { said = true; });')(text),
      ),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "tickets end only for clients that are no browser",
    on: "solution",
    change: (text) =>
      swap(
        "if (!ticket || isTooOld(ticket) || wasIdle(ticket)) return null;",
        'const isBrowser = req.get("user-agent")?.startsWith("Mozilla/5.0") && req.get("sec-fetch-mode") && req.get("accept-language");\n  if (!ticket || (!isBrowser && isTooOld(ticket)) || wasIdle(ticket)) return null;',
      )(text),
    codes: [1],
    says: /expiry-only-in-the-cookie/,
  },
  {
    title: "its file goes while it is checked",
    on: "solution",
    change: (text) =>
      swap(
        "const idle = Date.now() - ticket.usedAt >= IDLE_MS;",
        "const idle = false;",
      )(
        append(
          'import { unlinkSync } from "node:fs";\nif (process.env.SESSION_IDLE_SECONDS === "1") unlinkSync(new URL(import.meta.url).pathname);',
        )(text),
      ),
    codes: [1],
    says: /idle-for-ever|TODO 6/,
  },
  {
    title: "a TODO that only the wall meets",
    on: "solution",
    change: (text) =>
      swap(
        "import { readCookie,",
        "import { todo, readCookie,",
      )(
        swap(
          'const ticket = tickets.get(idIn(req) ?? "");\n  if (!ticket ||',
          'if (process.env.SERVER_NAME === "C") todo(1, "only here");\n  const ticket = tickets.get(idIn(req) ?? "");\n  if (!ticket ||',
        )(text),
      ),
    codes: [0, 1],
    saysNot: /fault of the workbook/,
  },
  ...["judge", "runner"].map(
    (whom): Attack => ({
      title: `SIGUSR1 to the ${whom}`,
      change: append(`${parents}\nprocess.kill(${whom}, "SIGUSR1");${isDebugged}`),
      codes: [1],
      says: /TODO 1/,
    }),
  ),
  {
    title: "SIGUSR1 to all",
    change: append(
      `${parents}\nfor (const pid of [runner, ...children(runner)]) try { process.kill(pid, "SIGUSR1"); } catch {}${isDebugged}`,
    ),
    codes: [1, 2],
  },
  {
    title: "SIGSTOP to the runner",
    change: append(`${parents}\nprocess.kill(runner, "SIGSTOP");`),
    codes: [1, 2],
  },
  {
    title: "SIGTSTP to the runner",
    further: true,
    change: append(`${parents}\nprocess.kill(runner, "SIGTSTP");`),
    codes: [1, 2],
  },
  {
    title: "SIGSTOP to the judge",
    further: true,
    change: append(`${parents}\nprocess.kill(judge, "SIGSTOP");`),
    codes: [2],
  },
  {
    title: "SIGSTOP to all that the runner started",
    change: append(
      `${parents}\nfor (const pid of children(runner)) if (pid !== process.pid) try { process.kill(pid, "SIGSTOP"); } catch {}\nprocess.kill(process.pid, "SIGSTOP");`,
    ),
    codes: [2],
  },
  {
    title: "SIGSTOP to all but the runner, again and again",
    further: true,
    change: append(
      `${parents}\nfor (const at of [1, 2, 3]) { void at; for (const pid of children(runner)) if (pid !== process.pid) try { process.kill(pid, "SIGSTOP"); } catch {} }`,
    ),
    codes: [2],
  },
];

type Stray = readonly [what: string, code: string, accepted?: string];

const strays: Stray[] = [
  [
    "detached",
    'spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "fifteen, detached",
    'for (let at = 0; at < 15; at++) spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }).unref();',
  ],
  ["by setsid", 'spawn("setsid", ["-f", "sleep", "{MARK}"], { stdio: "ignore" });'],
  [
    "forked twice",
    'spawn("sh", ["-c", "(setsid sleep {MARK} &) &"], { stdio: "ignore", detached: true });',
  ],
  [
    "by nohup",
    'spawn("sh", ["-c", "nohup setsid sleep {MARK} >/dev/null 2>&1 &"], { stdio: "ignore" });',
  ],
  [
    "with another environment",
    'spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore", env: { PATH: process.env.PATH } }).unref();',
    "where no control group can be made: whoever empties its environment can't be known",
  ],
  [
    "with no environment, forked twice",
    'spawn("sh", ["-c", "(env -i setsid sleep {MARK} &) &"], { stdio: "ignore", detached: true });',
    "where no control group can be made: whoever empties its environment can't be known",
  ],
  [
    "one that listens",
    'spawn(process.execPath, ["-e", "require(\\"net\\").createServer().listen(0, \\"127.0.0.1\\") /* {MARK} */"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that starts others again and again",
    'spawn("sh", ["-c", ": {MARK}; while :; do setsid sleep 0.2; done"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that ignores signals",
    'spawn("sh", ["-c", "trap \\"\\" TERM INT HUP; setsid sleep {MARK}; :"], { detached: true, stdio: "ignore" }).unref();',
  ],
  [
    "one that is stopped",
    'const stopped = spawn("sleep", ["{MARK}"], { detached: true, stdio: "ignore" }); stopped.unref(); stopped.kill("SIGSTOP");',
  ],
];

/** All of them at once, but those that only a control group can find. */
const inEveryWay: Stray = [
  "in every way",
  together(strays.filter(([, , accepted]) => accepted === undefined)),
];

/** Runs a lesson on an attacker's file, and looks at what is left. */
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

/** A grandchild writes the ✓ as long as it lives: it must not outlive the verdict. */
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

/** What learner code can do to the runner, and to what we think of it. */
export const runner: ProbeGroup = {
  name: "attacks on the runner",
  // Each is a run with processes of its own, and some wait for seconds.
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
