import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Entry, listLessons, root, solutionFolder } from "../course/catalogue.ts";
import { Judge } from "../runner/judging/judge.ts";

/**
 * The most each ratio may be, relative to a bare test runner's time for an empty file.
 */
type Bounds = { firstLine: number; cold: number; firstCheck: number; verdict: number };

const usual: Bounds = { firstLine: 1.5, cold: 8, firstCheck: 1, verdict: 4 };
// A verdict's time grows with its checks, most of which are requests, one after the
// other, but what a learner waits for is the first failure. 03 and 04 also start servers
// and break Redis.
const bounds: Record<string, Bounds> = {
  "01": { ...usual, verdict: 8 },
  "02": { ...usual, cold: 9, verdict: 6 },
  "03": { ...usual, cold: 18, verdict: 13 },
  "04": { ...usual, cold: 13, verdict: 8 },
  "05": { ...usual, cold: 13, verdict: 8 },
};
const ROUNDS = 5;
const tsx = import.meta.resolve("tsx");

/**
 * The time from the start of a command to its first or last line, in ms.
 *
 * @throws if the command fails, because the speed of a failure isn't a measurement
 */
async function time(
  command: string,
  words: readonly string[],
  until: "first line" | "last line",
): Promise<number> {
  const began = performance.now();
  const child = spawn(command, words, {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let first = 0;
  let last = 0;
  child.stdout.on("data", (data: Buffer) => {
    if (data.toString().trim() === "") return;
    last = performance.now() - began;
    first ||= last;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ${words.join(" ")}: exit code ${code}`);
  return until === "first line" ? first : last;
}

/**
 * The time from a save to the first check and to the verdict, when everything is ready.
 */
async function timeWarm(entry: Entry): Promise<{ firstCheck: number; verdict: number }> {
  await using judge = new Judge();
  await judge.warm(entry.folder, true);
  // A learner spends longer than this reading.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const began = performance.now();
  let firstCheck = 0;
  let verdict = 0;
  await judge.run(
    { testFile: join(entry.folder, "lesson.test.ts"), submission: solutionFolder(entry) },
    () => {
      firstCheck ||= performance.now() - began;
    },
    () => {
      verdict = performance.now() - began;
    },
  );
  return { firstCheck, verdict };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

// `npm run bench:loop`: measures everything in turn, round by round, so that a slow
// moment of the machine affects both sides of each ratio.
const folder = mkdtempSync(join(tmpdir(), "workbook-bench-"));
const emptyTest = join(folder, "empty.test.ts");
const emptyScript = join(folder, "empty.ts");
writeFileSync(emptyTest, "export {};\n");
writeFileSync(emptyScript, 'console.log("line");\n');
const wanted = process.argv[2];
let holds = true;
console.log("lesson  first line   cold verdict   save to first check   save to verdict");
for (const entry of listLessons()) {
  if (wanted !== undefined && entry.number !== wanted) continue;
  const rounds: Record<string, number[]> = {};
  const note = (name: string, value: number) => {
    rounds[name] = [...(rounds[name] ?? []), value];
  };
  for (let round = 0; round < ROUNDS; round++) {
    const bare = ["--import", tsx];
    note(
      "test",
      await time(process.execPath, [...bare, "--test", emptyTest], "last line"),
    );
    // Both run through npm, which takes most of the time to the first line.
    note(
      "script",
      await time("npm", ["run", "-s", "bench:empty", emptyScript], "first line"),
    );
    const words = ["run", "-s", "lesson", entry.number, "solution"];
    note("line", await time("npm", words, "first line"));
    const start = join(root, "shared", "runner", "start.js");
    note(
      "cold",
      await time(process.execPath, [start, entry.number, "solution"], "last line"),
    );
    const warm = await timeWarm(entry);
    note("firstCheck", warm.firstCheck);
    note("verdict", warm.verdict);
  }
  const of = (name: string, by: string) =>
    median(rounds[name] ?? []) / median(rounds[by] ?? []);
  const ratios: Bounds = {
    firstLine: of("line", "script"),
    cold: of("cold", "test"),
    firstCheck: of("firstCheck", "test"),
    verdict: of("verdict", "test"),
  };
  const limits = bounds[entry.number] ?? usual;
  const cells = (Object.keys(ratios) as (keyof Bounds)[]).map((name) => {
    const good = ratios[name] <= limits[name];
    holds &&= good;
    return `${ratios[name].toFixed(2)} ${good ? "≤" : ">"} ${limits[name]}`;
  });
  const [line = "", cold = "", first = "", verdict = ""] = cells;
  console.log(
    `${entry.number.padEnd(8)}${line.padEnd(13)}${cold.padEnd(15)}${first.padEnd(22)}${verdict}`,
  );
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = holds ? 0 : 1;
