import { spawn } from "node:child_process";
import { findByWord, listLessons } from "../../course/catalogue.ts";
import { environmentOf } from "./scope.ts";
import {
  fingerprintsOf,
  noteGreen,
  type Selection,
  selectAll,
  selectChanged,
  selectLesson,
} from "./selection.ts";

const usage = `
 npm test            the workbook proves itself
 npm test 03         one lesson
 npm test changed    what differs from the last green run on this machine, and of every
                     other lesson one wrong answer a check
`;

/** Reads the words after `npm test`; null if they make no sense. */
function select([word, ...rest]: readonly string[]): Selection | null {
  if (rest.length > 0) return null;
  if (word === undefined) return selectAll();
  if (word === "changed") return selectChanged();
  const { found } = findByWord(word, listLessons());
  return found && selectLesson(found);
}

/** Runs a selection; returns the exit code of node:test. */
function run(selection: Selection): Promise<number> {
  // Node 20 finds no .ts tests by itself. Two at a time: each starts up to six processes.
  const options = ["--test", "--test-concurrency=2", "--test-reporter=spec"];
  const files = selection.files.map(({ path }) => path);
  const tests = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), ...options, ...files],
    { stdio: "inherit", env: { ...process.env, ...environmentOf(selection) } },
  );
  return new Promise((resolve) => tests.once("exit", (code) => resolve(code ?? 1)));
}

async function main(words: readonly string[]): Promise<number> {
  const selection = select(words);
  if (selection === null) {
    console.log(usage);
    return 2;
  }
  const fingerprints = fingerprintsOf(selection);
  const code = await run(selection);
  if (code === 0) noteGreen(fingerprints);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
