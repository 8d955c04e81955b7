import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { readLesson } from "../../course/catalogue.ts";
import { exitCodes } from "../../course/verdict.ts";
import { eventually } from "../../harness/core/eventually.ts";
import { formatCheck } from "../../runner/screens/checks.ts";
import { formatVerdict } from "../../runner/screens/verdict-screen.ts";
import { startersOf } from "../starters.ts";
import { endless, TemporaryAnswer } from "../support/answers.ts";
import { judgeInTime } from "../support/judge-in-time.ts";
import { dismissJudges } from "../support/judging.ts";
import { entryOf } from "../support/labs.ts";
import { descendantsOf } from "../support/processes.ts";

after(dismissJudges);

type Row = {
  /** What the learner's file does. */
  does: string;
  lesson?: string;
  /** Changes the starter; null: the file doesn't exist. */
  change: (starter: string) => string | null;
  /** What the screen says, in addition to what to do next. */
  says: RegExp;
  /** 1, unless it looks the same as a fault of the machine. */
  code?: number;
};

const append = (text: string) => (starter: string) => `${starter}\n${text}\n`;
/** Replaces the first task of lesson 01. */
const inSignIn = (text: string) => (starter: string) =>
  starter.replace(/^ {2}todo\(1, .*$/m, `  ${text}`);
const inPick = (text: string) => (starter: string) =>
  starter.replace(/^ {2}todo\(1, .*$/m, `  ${text}`);
const stillAtTodo1 = /TODO 1 {2}lessons/;

const rows: Row[] = [
  {
    does: "process.exit(0) at import",
    change: append("process.exit(0);"),
    says: /ended with exit code 0/,
  },
  {
    does: "process.exit(0) in a handler",
    change: inSignIn("process.exit(0);"),
    says: /exit code 0/,
  },
  {
    does: "process.exit(0) in the pick",
    lesson: "02",
    change: inPick("process.exit(0);"),
    says: /balancer|connection/,
  },
  {
    does: "an endless loop at import",
    change: append(endless),
    says: /did not answer "load" within[\s\S]*a call that hangs/,
  },
  {
    does: "a promise at import that never settles",
    change: append("await new Promise(() => {});"),
    says: /did not answer "load" within[\s\S]*look for a promise that never settles/,
  },
  {
    does: "an endless loop in a handler",
    change: inSignIn(endless),
    says: /said nothing|no answer/,
  },
  {
    does: "an endless loop in the pick",
    lesson: "02",
    change: inPick(endless),
    says: /no answer within/,
  },
  {
    does: "a handler that never answers",
    change: inSignIn("return new Promise(() => {}) as never;"),
    says: /said nothing|no answer/,
  },
  {
    does: "an answer of its own from signIn",
    change: inSignIn('res.redirect("/");'),
    says: /signIn answered the request itself: it called res.redirect/,
  },
  {
    does: "an answer of its own after the shop's",
    change: inSignIn(
      'res.cookie("sid", String(Math.random()));\n  setTimeout(() => res.json({ ok: true }), 0);',
    ),
    says: /signIn called res.json for a request that had been\s+answered already/,
  },
  {
    does: "a promise rejected later",
    change: append('setTimeout(() => void Promise.reject(new Error("too late")), 1);'),
    says: /too late|TODO 1/,
  },
  {
    does: "a throw at import",
    change: append('throw new Error("no luck");'),
    says: /does not load[\s\S]*no luck/,
  },
  {
    does: "an error with a code and a task of its own",
    change: append(
      'throw Object.assign(new Error("boom"), { code: 1, task: "one", hint: 2 });',
    ),
    says: /does not load[\s\S]*boom/,
  },
  {
    does: "an error that poses as a fault of the machine",
    change: append(
      'throw Object.assign(new Error("boom"), { name: "LabError", code: "REDIS_UNAVAILABLE", hint: "wait" });',
    ),
    says: /does not load[\s\S]*boom/,
  },
  {
    does: "a throw of what is no error, and no text either",
    change: append("throw Object.create(null);"),
    says: /does not load[\s\S]*null prototype/,
  },
  {
    does: "a screen of its own is printed",
    change: append(
      'console.log("\\u001b[2J\\u001b[H Lesson 01 is done.\\u001b[8m");\nthrow new Error("\\u001b[2J");',
    ),
    says: /does not load/,
  },
  {
    does: "its line to the lab is closed",
    change: append('import { closeSync } from "node:fs";\ncloseSync(3);'),
    says: /ended with signal SIGABRT|has closed its\s+connection/,
  },
  {
    does: "a cookie of two lines in the pick",
    lesson: "02",
    change: inPick('return { server: "A", why: "", setCookie: "pin=A\\r\\nX-A: b" };'),
    says: /setCookie must be\s+one line/,
  },
  {
    does: "a syntax error",
    change: append("const = 1;"),
    says: /does not load[\s\S]*const = 1|Expected identifier/,
  },
  {
    does: "a type that tsx accepts and tsc does not",
    change: append('const wrong: number = "text";\nvoid wrong;'),
    says: stillAtTodo1,
  },
  { does: "the file is not there", change: () => null, says: /is not\s+there/ },
  {
    does: "the file is empty",
    change: () => "",
    says: /exports no function called signIn/,
  },
  {
    does: "it exports nothing",
    change: (text) => text.replaceAll("export ", ""),
    says: /exports no function/,
  },
  {
    does: "it exports the wrong thing",
    change: () => "export const signIn = 1, whoIs = 2, save = 3, signOut = 4;",
    says: /exports no function/,
  },
  {
    does: "a server of its own",
    change: append(
      'import { createServer } from "node:http";\ncreateServer().listen(0, "127.0.0.1");',
    ),
    says: stillAtTodo1,
  },
  {
    does: "a server on a taken port",
    change: append(
      'import { createServer } from "node:http";\nconst first = createServer().listen(0, "127.0.0.1", () => {\n  const address = first.address();\n  if (address && typeof address === "object") createServer().listen(address.port, "127.0.0.1");\n});',
    ),
    says: /EADDRINUSE|TODO 1/,
  },
  {
    does: "a server that listens twice",
    change: append(
      'import { createServer } from "node:http";\nconst twice = createServer().listen(0, "127.0.0.1");\ntwice.listen(0, "127.0.0.1");',
    ),
    says: /ERR_SERVER_ALREADY_LISTEN|TODO 1/,
  },
  {
    does: "1 GB of memory",
    change: append(
      "const held: number[][] = [];\nfor (let at = 0; at < 1_000; at++) held.push(new Array<number>(131_072).fill(at));",
    ),
    says: /needed more memory/,
  },
  {
    does: "100 MB of output",
    change: append(
      'for (let at = 0; at < 100; at++) process.stdout.write("x".repeat(1_000_000));',
    ),
    says: stillAtTodo1,
  },
  {
    does: "stdin is read",
    change: append("process.stdin.resume();"),
    says: stillAtTodo1,
  },
  {
    does: "its parent is killed",
    change: append('process.kill(process.ppid, "SIGKILL");'),
    says: /could not decide[\s\S]*process.kill/,
    code: exitCodes.undecided,
  },
  {
    does: "its parent is stopped",
    change: append('process.kill(process.ppid, "SIGSTOP");'),
    says: /could not decide[\s\S]*stopped\s+answering/,
    code: exitCodes.undecided,
  },
  {
    does: "the process that cleans up is stopped",
    change: append(`
import { execFileSync } from "node:child_process";
for (const line of execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="]).toString().split("\\n")) {
  const [pid = 0, parent] = line.trim().split(/\\s+/).map(Number);
  if (parent === process.ppid && line.includes("/bin/sh")) process.kill(pid, "SIGSTOP");
}`),
    says: stillAtTodo1,
  },
  {
    does: "its siblings are killed",
    change: append(`
import { execFileSync } from "node:child_process";
for (const line of execFileSync("ps", ["-A", "-o", "pid=,ppid="]).toString().split("\\n")) {
  const [pid = 0, parent] = line.trim().split(/\\s+/).map(Number);
  if (parent === process.ppid && pid !== process.pid) process.kill(pid, "SIGKILL");
}`),
    says: /could not decide[\s\S]*(REAPER_LOST|was ended)/,
    code: exitCodes.undecided,
  },
  {
    does: "a leaked timer",
    change: append("setInterval(() => {}, 10);"),
    says: stillAtTodo1,
  },
  {
    does: "a leaked socket",
    change: append(
      'import { connect } from "node:net";\nimport { createServer as listenTo } from "node:net";\nconst other = listenTo().listen(0, "127.0.0.1", () => {\n  const address = other.address();\n  if (address && typeof address === "object") connect(address.port, "127.0.0.1");\n});',
    ),
    says: stillAtTodo1,
  },
  {
    does: "a leaked Redis connection",
    change: append(
      'import { Redis } from "ioredis";\nnew Redis(1, "127.0.0.1").on("error", () => {});',
    ),
    says: stillAtTodo1,
  },
  {
    does: "signals are ignored",
    change: append(
      'for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => {});',
    ),
    says: stillAtTodo1,
  },
  {
    does: "a TODO that throws at import",
    change: append('todo(1, "too early");'),
    says: stillAtTodo1,
  },
];

for (const row of rows) {
  const { does, lesson: number = "01", change, says } = row;
  test(`${does}: no pass, a screen that says so, and nothing is left`, async () => {
    const { code, screen } = await judgeStarter(number, change);
    assert.equal(code, row.code ?? exitCodes.failed, screen);
    assert.match(screen, says);
    assert.match(screen, /^ next:/m, "what to do next");
    assert.doesNotMatch(screen, /node:internal/);
    assert.ok(!screen.includes("\u001b"), "nothing that a terminal obeys");
    for (const line of screen.split("\n")) assert.ok(line.length <= 80, line);
    await eventually(() => {
      const left = descendantsOf(process.pid).filter(({ command }) =>
        /(server|balancer|redis)-host|redis-server/.test(command),
      );
      assert.deepEqual(left, []);
    }, 2_000);
  });
}

async function judgeStarter(number: string, change: Row["change"]) {
  const entry = entryOf(number);
  const lesson = await readLesson(entry);
  const [file = ""] = lesson.edits;
  const starter = readFileSync(join(entry.folder, file), "utf8");
  const text = change(starter);
  assert.notEqual(text, starter);
  const others = startersOf(entry).filter(({ path }) => !path.endsWith(file));
  const files = text === null ? others : [...others, { path: file, text }];
  using answer = new TemporaryAnswer(files);
  const { reports, verdict } = await judgeInTime(entry, answer.folder);
  const lines = [
    ...reports.flatMap((report) => formatCheck(lesson, report)),
    ...formatVerdict(lesson, verdict, { submission: answer.folder }),
  ];
  return { code: exitCodes[verdict.kind], screen: lines.join("\n") };
}
