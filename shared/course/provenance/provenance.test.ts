import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, test } from "node:test";
import { readProvenance } from "./provenance.ts";

const parent = mkdtempSync(join(tmpdir(), "workbook-provenance-"));
after(() => rmSync(parent, { recursive: true, force: true }));
const start = "shared/runner/start.js";

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A repository whose only commit has these files. */
function makeRepository(name: string, files: Record<string, string>, ...how: string[]) {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  const outside = Object.entries(process.env).filter(([key]) => !key.startsWith("GIT_"));
  const options = { cwd: folder, env: Object.fromEntries(outside) };
  const person = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"];
  execFileSync("git", ["init", "--quiet", ...how], options);
  execFileSync("git", ["add", "."], options);
  execFileSync(
    "git",
    [...person, "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "as it came"],
    options,
  );
  return folder;
}

const differencesIn = async (folder: string) => {
  const provenance = await readProvenance(folder);
  return provenance.kind === "compared" ? provenance.differences : provenance.why;
};

test("a repository whose hashes are longer is compared as any other", async () => {
  const folder = makeRepository("longer", { [start]: "1\n" }, "--object-format=sha256");
  assert.deepEqual(await differencesIn(folder), []);
  write(folder, start, "2\n");
  assert.deepEqual(await differencesIn(folder), [{ path: start, how: "changed" }]);
});

test("a workbook in a folder of a repository is compared with that folder", async () => {
  const around = makeRepository("around", { [`workbook/${start}`]: "1\n" });
  const folder = join(around, "workbook");
  assert.deepEqual(await differencesIn(folder), []);
  write(folder, "shared/app/more.ts", "");
  assert.deepEqual(await differencesIn(folder), [
    { path: "shared/app/more.ts", how: "extra" },
  ]);
});

test("what has a mirror in solutions/ is the learner's, whatever lesson.ts says", async () => {
  const folder = makeRepository("mirror", {
    [start]: "1\n",
    "lessons/01-in-memory/sessions.ts": "1\n",
    "lessons/01-in-memory/lesson.test.ts": "1\n",
    "solutions/01-in-memory/sessions.ts": "1\n",
  });
  write(folder, "lessons/01-in-memory/sessions.ts", "2\n");
  assert.deepEqual(await differencesIn(folder), []);
  write(folder, "lessons/01-in-memory/lesson.test.ts", "2\n");
  // A mirror that isn't in the commit doesn't make a file the learner's.
  write(folder, "solutions/01-in-memory/lesson.test.ts", "2\n");
  assert.deepEqual(await differencesIn(folder), [
    { path: "lessons/01-in-memory/lesson.test.ts", how: "changed" },
    { path: "solutions/01-in-memory/lesson.test.ts", how: "extra" },
  ]);
});

test("a file in place of a folder, and a link in place of one, are named", async () => {
  const files = { [start]: "1\n", "quiz/model/a.ts": "1\n", "shared/app/a.ts": "1\n" };
  const folder = makeRepository("places", files);
  rmSync(join(folder, "quiz/model"), { recursive: true });
  write(folder, "quiz/model", "");
  renameSync(join(folder, "shared/app"), join(parent, "elsewhere"));
  symlinkSync(join(parent, "elsewhere"), join(folder, "shared/app"));
  assert.deepEqual(await differencesIn(folder), [
    { path: "quiz/model/a.ts", how: "changed" },
    { path: "shared/app", how: "extra" },
  ]);
});

test("a git that never answers is given up", async () => {
  const folder = makeRepository("silent", { [start]: "1\n" });
  const programs = join(parent, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "git"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
  const { PATH = "" } = process.env;
  process.env.PATH = `${programs}${delimiter}${PATH}`;
  try {
    const provenance = await readProvenance(folder, 200);
    assert.deepEqual(provenance, {
      kind: "unknown",
      why: "git did not answer within 0.2 s",
    });
  } finally {
    process.env.PATH = PATH;
  }
});
