import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { endless } from "../support/answers.ts";
import { ReusedLabs, serverThat } from "../support/reused-labs.ts";

type Leak = {
  /** What one submission leaves behind. */
  what: string;
  plant: string;
  /** How the next submission would see it. */
  look: string;
  clean: unknown;
  /** Whether it is ended or undone, so that its process can be used again. */
  isKept: boolean;
};

/** Whether the file that a timer would write to exists. */
const wrote = "return existsSync(given);";

const leaks: Leak[] = [
  // Things that are ended.
  {
    what: "a timer",
    plant: 'setTimeout(() => appendFileSync(given, "x"), 1_000);',
    look: wrote,
    clean: false,
    isKept: true,
  },
  {
    what: "a timer that keeps nobody waiting",
    plant: 'setTimeout(() => appendFileSync(given, "x"), 1_000).unref();',
    look: wrote,
    clean: false,
    isKept: true,
  },
  {
    what: "an interval",
    plant: 'setInterval(() => appendFileSync(given, "x"), 1_000);',
    look: wrote,
    clean: false,
    isKept: true,
  },
  {
    what: "a promise that waits",
    plant: 'void sleep(1_000).then(() => appendFileSync(given, "x"));',
    look: wrote,
    clean: false,
    isKept: true,
  },
  {
    what: "a rejection that comes later",
    plant: 'setTimeout(() => Promise.reject(new Error("late")), 1_000);',
    look: 'return "it is there";',
    clean: "it is there",
    isKept: true,
  },
  {
    what: "a server on a port of its own",
    plant:
      "const own = open(); own.listen(0); appendFileSync(given, String(own.address().port));",
    look: `return new Promise((resolve) =>
      get({ port: Number(readFileSync(given)) }, () => resolve("answers")).on("error", ({ code }) => resolve(code)));`,
    clean: "ECONNREFUSED",
    isKept: true,
  },
  {
    what: "settings that were changed, added and taken away",
    plant:
      'process.env.PATH = "/nowhere"; process.env.ADDED = "1"; delete process.env.HOME;',
    look: "return [process.env.PATH, process.env.ADDED ?? null, process.env.HOME];",
    clean: [process.env.PATH, null, process.env.HOME],
    isKept: true,
  },
  {
    what: "what its module remembers",
    plant: "count++;",
    look: "return count;",
    clean: 0,
    isKept: true,
  },
  // Things that can't be restored with certainty.
  {
    what: "a stub of a global",
    plant: "globalThis.structuredClone = () => 7;",
    look: "return structuredClone(1);",
    clean: 1,
    isKept: false,
  },
  {
    what: "a new global",
    plant: "globalThis.sessions = new Map();",
    look: "return typeof globalThis.sessions;",
    clean: "undefined",
    isKept: false,
  },
  {
    what: "a method that every list has",
    plant: "Array.prototype.last = () => 7;",
    look: "return typeof [].last;",
    clean: "undefined",
    isKept: false,
  },
  {
    what: "another method of every map",
    plant: "Map.prototype.get = () => 7;",
    look: "return new Map().get(1) ?? null;",
    clean: null,
    isKept: false,
  },
  {
    what: "chance that is none",
    plant: "Math.random = () => 0.5;",
    look: "return Math.random() === Math.random();",
    clean: false,
    isKept: false,
  },
  {
    what: "a stub in a module of Node's",
    plant: 'crypto.randomUUID = () => "7";',
    look: "return crypto.randomUUID().length;",
    clean: 36,
    isKept: false,
  },
  {
    what: "a method of every emitter",
    plant: "EventEmitter.prototype.tell = () => 7;",
    look: "return typeof EventEmitter.prototype.tell;",
    clean: "undefined",
    isKept: false,
  },
  {
    what: "a stub in a package",
    plant: "express.response.mine = () => 7;",
    look: "return typeof express.response.mine;",
    clean: "undefined",
    isKept: false,
  },
  {
    what: "someone who listens to the process",
    plant: 'process.on("unhandledRejection", () => {});',
    look: 'return process.listenerCount("unhandledRejection");',
    clean: 0,
    isKept: false,
  },
  {
    what: "another console",
    plant: "console.log = () => {};",
    look: 'return console.log.toString().includes("() => {}");',
    clean: false,
    isKept: false,
  },
  {
    what: "another folder to work in",
    plant: 'process.chdir("/");',
    look: "return process.cwd();",
    clean: process.cwd(),
    isKept: false,
  },
  {
    what: "a turn that begins the next one, forever",
    plant: 'const turn = () => setImmediate(turn); turn(); appendFileSync(given, "x");',
    look: 'return process.getActiveResourcesInfo().includes("Immediate");',
    clean: false,
    isKept: false,
  },
  {
    what: "promises that never let go",
    plant: "setImmediate(async () => { for (;;) await null; });",
    look: 'return "it answers";',
    clean: "it answers",
    isKept: false,
  },
  {
    what: "an endless loop",
    plant: `setImmediate(() => { ${endless} });`,
    look: 'return "it answers";',
    clean: "it answers",
    isKept: false,
  },
  {
    what: "a thread",
    plant: 'new Worker("setInterval(() => {}, 1_000)", { eval: true });',
    look: 'return "nobody sees it";',
    clean: "nobody sees it",
    isKept: false,
  },
  {
    what: "a socket for datagrams",
    plant:
      "const own = createSocket('udp4'); await new Promise((done) => own.bind(0, '127.0.0.1', done));",
    look: 'return process.getActiveResourcesInfo().includes("UDPWrap");',
    clean: false,
    isKept: false,
  },
  {
    what: "a rejection that nobody handles",
    plant: 'setImmediate(() => Promise.reject(new Error("now")));',
    look: 'return "it is there";',
    clean: "it is there",
    isKept: false,
  },
];

const file = join(tmpdir(), `reuse-${process.pid}`);
after(() => rmSync(file, { force: true }));

for (const { what, plant, look, clean, isKept } of leaks) {
  const fate = isKept ? "is ended" : "costs the process";
  test(`${what}: ${fate}, and the next submission meets nothing of it`, async () => {
    rmSync(file, { force: true });
    await using labs = new ReusedLabs();
    const leaky = await labs.run("01", serverThat(plant, look), async (lab) => {
      await lab.call("A", "plant", file);
      return lab.servers.pid("A");
    });
    const next = await labs.run("01", serverThat("", look), async (lab) => {
      await lab.time.pass(10);
      const found = await lab.call("A", "look", file);
      return { found, pid: lab.servers.pid("A") };
    });
    assert.deepEqual(next.found, clean);
    assert.equal(next.pid === leaky, isKept, labs.recycler.refusals.join("; "));
  });
}
