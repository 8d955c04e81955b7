import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { after, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { eventually } from "../../harness/lab/eventually.ts";
import { processesWith } from "../support/processes.ts";
import { ProjectCopy } from "../support/project.ts";

// util-linux's `script` gives a program a terminal of its own.
const version = spawnSync("script", ["--version"], { encoding: "utf8" });
const skip = version.stdout?.includes("util-linux")
  ? false
  : "no util-linux script here, which gives a pseudo-terminal";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());

const WITHIN_MILLISECONDS = 20_000;

/** A person at a terminal: sees what is printed, and presses keys. */
class Person implements Disposable {
  readonly #terminal: ChildProcess;
  readonly ended: Promise<unknown[]>;
  #seen = "";
  #read = 0;

  constructor(words: string, env: Record<string, string> = {}) {
    const cli = copy.path("shared", "runner", "cli.ts");
    const node = `"${process.execPath}" --import "${import.meta.resolve("tsx")}"`;
    const command = `stty cols 80 rows 30; exec ${node} "${cli}" ${words}`;
    this.#terminal = spawn("script", ["-qfec", command, "/dev/null"], {
      cwd: copy.folder,
      env: { ...process.env, TERM: "xterm", ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.ended = once(this.#terminal, "exit");
    this.#terminal.stdout?.on("data", (data: Buffer) => {
      this.#seen += stripVTControlCharacters(data.toString()).replaceAll("\r", "");
    });
  }

  /** Waits for what must come next on the screen, and gives all up to it. */
  async sees(what: RegExp): Promise<string> {
    return eventually(() => {
      const rest = this.#seen.slice(this.#read);
      const found = what.exec(rest);
      assert.ok(found, `not seen: ${what}, but:\n${rest}`);
      this.#read += found.index + found[0].length;
      return rest.slice(0, found.index + found[0].length);
    }, WITHIN_MILLISECONDS);
  }

  presses(keys: string): void {
    this.#terminal.stdin?.write(keys);
  }

  [Symbol.dispose](): void {
    this.#terminal.kill("SIGKILL");
  }
}

function save(name: string): void {
  const file = "00-http-forgets/identity.ts";
  copyFileSync(copy.path(name, file), copy.path("lessons", file));
}

test("open, fail, hint, save the repair, pass, guess, the wall, next lesson, quit", {
  skip,
}, async () => {
  using person = new Person("00", { NO_COLOR: "1" });
  await person.sees(/✗ .*\n[\s\S]*TODO 1 .*identity\.ts/);
  await person.sees(/save it\n.*press h for a hint/);
  const keys = await person.sees(/waiting for a save .*q quit/);
  assert.ok(!keys.includes("n next"), "nothing is earned yet");
  person.presses("n");
  person.presses("h");
  await person.sees(/hint 1 of 3/);
  await person.sees(/waiting for a save/);
  save("solutions");
  await person.sees(/✓ .*[\s\S]*Lesson 00 is done/);
  for (let guess = 0; guess < 2; guess++) {
    await person.sees(/Before you see it[\s\S]*press 1 to/);
    person.presses("1");
  }
  await person.sees(/The wall[\s\S]*you said/);
  await person.sees(/s solution beside yours · n next/);
  person.presses("n");
  await person.sees(/01 · In memory[\s\S]*TODO 1 .*sessions\.ts[\s\S]*waiting/);
  person.presses("q");
  assert.deepEqual(await person.ended, [0, null]);
  await nothingIsLeft();
});

test("a save during a run abandons it, and only the newest verdict is told", {
  skip,
}, async () => {
  const starter = copy.path("lessons", "00-http-forgets", "identity.ts");
  save("solutions");
  using person = new Person("00");
  await person.sees(/waiting for a save/);
  // A run of the solution takes a moment; the broken file comes in the middle of it.
  person.presses("r");
  await person.sees(/✓/);
  copyFileSync(copy.path("package.json"), starter);
  await person.sees(/does not load|could not/);
  await person.sees(/waiting for a save/);
  save("solutions");
  await person.sees(/is done/);
  person.presses("q");
  await person.ended;
  await nothingIsLeft();
});

for (const moment of ["checking", "✗|✓", "waiting for a save"]) {
  test(`Ctrl-C at "${moment}" leaves nothing behind`, { skip }, async () => {
    using person = new Person("01");
    await person.sees(new RegExp(moment));
    person.presses("\u0003");
    assert.deepEqual(await person.ended, [130, null]);
    await nothingIsLeft();
  });
}

async function nothingIsLeft(): Promise<void> {
  await eventually(() => assert.deepEqual(processesWith(copy.folder), []), 2_000);
}
