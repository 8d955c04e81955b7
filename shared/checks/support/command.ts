import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { root } from "../../course/catalogue.ts";

const start = fileURLToPath(new URL("../../runner/start.js", import.meta.url));

/** Starts `npm run lesson` with these words, the way a learner's terminal would. */
export function startLesson(
  words: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [start, ...words], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export type Screen = { code: number | null; lines: string[]; errors: string };

/** Runs `npm run lesson` with these words to its end. */
export async function runLesson(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Screen> {
  return readScreen(startLesson(words, env));
}

/** Everything a command prints, to its end. */
export async function readScreen(child: ChildProcess): Promise<Screen> {
  const reading = [child.stdout, child.stderr].map((stream) =>
    stream ? text(stream) : "",
  );
  const [code] = await once(child, "exit");
  const [output = "", errors = ""] = await Promise.all(reading);
  return { code, lines: output.split("\n"), errors };
}

const WIDTH = 80;

/** Checks that it fits, and that nothing was printed as an error. */
export function assertReadable({ lines, errors }: Screen): void {
  assert.equal(errors, "");
  assertFits(lines);
}

/** Checks for 80 columns, no color, and no stack. */
export function assertFits(lines: readonly string[]): void {
  for (const line of lines) {
    assert.ok(line.length <= WIDTH, `${line.length} columns: ${line}`);
    assert.ok(!line.includes("\u001b"), "colour without being asked");
    assert.doesNotMatch(line, /^\s+at .+:\d+/, "a stack");
  }
}
