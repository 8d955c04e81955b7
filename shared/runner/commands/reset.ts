import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Entry, readLesson, root } from "../../course/catalogue.ts";
import { checksAreReal, readJudgingFiles } from "../../course/checksum.ts";
import { readLearnerFile, readStarter } from "../../course/lesson-files.ts";
import { updateMark } from "../../course/progress.ts";
import { memory } from "../../course/records.ts";
import { messageOf } from "../../harness/core/errors.ts";
import { paragraph } from "../../terminal/format.ts";
import { print, printAll } from "../../terminal/style.ts";
import { headline } from "../headline.ts";

/** Restores the starter, and saves what the learner wrote. Needs no git. */
export async function resetLesson(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · reset"));
  print();
  for (const file of lesson.edits) {
    const path = join(entry.folder, file);
    try {
      const kept = keep(entry, file);
      if (kept !== null) {
        print(` Yours is kept. To get it back:`);
        print(`   cp "${shown(kept)}" "${shown(path)}"`);
      }
      replace(path, readStarter(entry, file));
    } catch (error) {
      printAll(paragraph(`${shown(path)} couldn't be restored: ${messageOf(error)}`));
      print("\n next: make sure this folder is writable, and reset again");
      return 2;
    }
    print(` ${shown(path)} is as it came.`);
  }
  const anew = { passed: false, wallSeen: false, task: null, hints: 0 };
  updateMark(entry.name, { ...anew, misconception: null });
  print(`\n next: npm run lesson ${lesson.number}`);
  return 0;
}

/** Restores changed checks to the versions in git. */
export async function resetChecks(entry: Entry): Promise<number> {
  const lesson = await readLesson(entry);
  print();
  print(headline(lesson, " · reset the checks"));
  print();
  if (checksAreReal(lesson, entry.folder)) {
    print(" The checks are as they came: nothing to do.");
    return 0;
  }
  const checks = shown(join(entry.folder, "lesson.test.ts"));
  let originals: ReadonlyMap<string, string>;
  try {
    originals = readJudgingFiles((file) => readFromGit(join(entry.folder, file)));
  } catch (error) {
    printAll([...paragraph(messageOf(error)), ...downloadAnew(entry, checks)]);
    return 2;
  }
  for (const [file, text] of originals) {
    const path = join(entry.folder, file);
    if (readLearnerFile(entry, file) === text) continue;
    const kept = keep(entry, file);
    if (kept !== null) printAll([" What was there is kept:", `   ${shown(kept)}`]);
    replace(path, text);
    print(` ${shown(path)} is as it came.`);
  }
  if (!checksAreReal(lesson, entry.folder)) {
    const fact = `git's copy of ${checks} was changed too, by a commit.`;
    printAll([...paragraph(fact), ...downloadAnew(entry, checks)]);
    return 2;
  }
  print(`\n next: npm run lesson ${lesson.number}`);
  return 0;
}

/** A file as git has it. @throws {Error} that says why git can't provide it */
function readFromGit(path: string): string {
  const git = spawnSync("git", ["show", `HEAD:./${shown(path)}`], {
    cwd: root,
    maxBuffer: 10_000_000,
  });
  if (git.status === 0) return git.stdout.toString();
  throw new Error(
    git.error
      ? "The original checks are in git, and git wasn't found on this machine."
      : `git has no ${shown(path)} here: this folder isn't a clone of the workbook.`,
  );
}

function downloadAnew({ number }: Entry, file: string): string[] {
  const text = `download the workbook again, and copy ${file} from there`;
  return ["", " next:", ...paragraph(`${text}, then: npm run lesson ${number}`, 3)];
}

/**
 * Copies a lesson's file to a place that is never overwritten; null: it doesn't exist.
 */
function keep(entry: Entry, file: string): string | null {
  const path = join(entry.folder, file);
  if (!existsSync(path)) return null;
  const saved = join(makeFolder(join(memory, "saved"), entry.name), file);
  cpSync(path, saved, { recursive: true, dereference: true });
  return saved;
}

/** A new folder with the time in its name. Two in the same second get different names. */
function makeFolder(parent: string, name: string): string {
  mkdirSync(parent, { recursive: true });
  const base = join(parent, `${name}-${timestamp()}`);
  for (let count = 1; ; count++) {
    const folder = count === 1 ? base : `${base}-${count}`;
    if (existsSync(folder)) continue;
    mkdirSync(folder);
    return folder;
  }
}

/** Writes the file itself: if this name is a link, its target stays as it is. */
function replace(path: string, text: string): void {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  if (!isFile) rmSync(path, { recursive: true, force: true });
  writeFileSync(path, text);
}

function shown(path: string): string {
  return relative(root, path);
}

function timestamp(): string {
  return new Date().toISOString().slice(0, 19).replaceAll(":", "-");
}
