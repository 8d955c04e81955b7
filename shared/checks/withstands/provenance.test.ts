import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { after, afterEach, test } from "node:test";
import { assertReadable, readScreen } from "../support/command.ts";
import { ProjectCopy } from "../support/project.ts";

const ours = ["lessons", "solutions", "shared", "quiz", "package.json", "tsconfig.json"];
const identity = "lessons/00-http-forgets/identity.ts";

/**
 * Runs git in a copy's folder, no matter which repository this process was started for.
 */
function runGit(folder: string, ...words: string[]): string {
  const outside = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("GIT_"),
  );
  const person = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"];
  return execFileSync("git", [...person, "-c", "commit.gpgsign=false", ...words], {
    cwd: folder,
    env: Object.fromEntries(outside),
    encoding: "utf8",
  }).trim();
}

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());
const git = (...words: string[]) => runGit(copy.folder, ...words);
git("init", "--quiet");
git("add", ...ours);
git("commit", "--quiet", "--message", "as it came");
const head = git("rev-parse", "HEAD");
const asItCame = copy.path("..", "git-as-it-came");
execFileSync("cp", ["-a", copy.path(".git"), asItCame]);

afterEach(() => {
  rmSync(copy.path(".git"), { recursive: true });
  execFileSync("cp", ["-a", asItCame, copy.path(".git")]);
  git("reset", "--quiet", "--hard", head);
  git("clean", "--quiet", "--force", "-d", "-x", "--", ...ours, ".workbook");
});

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(copy.path(path), "utf8");
  const text = change(before);
  assert.notEqual(text, before, path);
  writeFileSync(copy.path(path), text);
}

const append = (path: string) => edit(path, (text) => `${text}\n`);

function add(path: string, text = "export {};\n"): void {
  mkdirSync(dirname(copy.path(path)), { recursive: true });
  writeFileSync(copy.path(path), text);
}

async function read(words: readonly string[], env: Record<string, string> = {}) {
  const screen = await readScreen(copy.start(words, env));
  assertReadable(screen);
  const text = screen.lines.join("\n");
  return { ...screen, text, flat: text.replace(/\s+/g, " ") };
}

const verdict = "shared/course/verdict.ts";
const lesson = "lessons/00-http-forgets/lesson.ts";

/** Changes that alter the workbook, and the file that must be named for each. */
const alterations: Record<string, { alter: () => void; names: string }> = {
  "a checksum in lesson.ts": {
    alter: () => edit(lesson, (text) => text.replace(/"[0-9a-f]{64}"/, '"0"')),
    names: `changed  ${lesson}`,
  },
  "a file of the runner": {
    alter: () => append(verdict),
    names: `changed  ${verdict}`,
  },
  "package.json": {
    alter: () => append("package.json"),
    names: "changed  package.json",
  },
  "a file that git is set to take as unchanged": {
    alter: () => {
      git("update-index", "--assume-unchanged", verdict);
      append(verdict);
    },
    names: `changed  ${verdict}`,
  },
  "a file that git is set to leave out": {
    alter: () => {
      git("update-index", "--skip-worktree", verdict);
      append(verdict);
    },
    names: `changed  ${verdict}`,
  },
  "a file that is staged": {
    alter: () => {
      append(verdict);
      git("add", verdict);
    },
    names: `changed  ${verdict}`,
  },
  "a file that a filter hides from git": {
    alter: () => {
      append(verdict);
      git("config", "filter.hide.clean", `git show HEAD:${verdict}`);
      writeFileSync(copy.path(".git/info/attributes"), `${verdict} filter=hide\n`);
    },
    names: `changed  ${verdict}`,
  },
  "a file whose folder was replaced in git": {
    alter: () => {
      append(verdict);
      git("add", verdict);
      git("replace", git("rev-parse", "HEAD^{tree}"), git("write-tree"));
    },
    names: `changed  ${verdict}`,
  },
  "a link in place of a file": {
    alter: () => {
      const deck = copy.path("quiz/vocabulary.ts");
      copyFileSync(deck, copy.path(".git/vocabulary.ts"));
      rmSync(deck);
      symlinkSync(copy.path(".git/vocabulary.ts"), deck);
    },
    names: "changed  quiz/vocabulary.ts",
  },
  "a file that is gone": {
    alter: () => rmSync(copy.path("quiz/vocabulary.ts")),
    names: "missing  quiz/vocabulary.ts",
  },
  "a file more": {
    alter: () => add("shared/harness/process/spawn.ts"),
    names: "extra    shared/harness/process/spawn.ts",
  },
  "a file more that is staged": {
    alter: () => {
      add("lessons/00-http-forgets/more.ts");
      git("add", "lessons");
    },
    names: "extra    lessons/00-http-forgets/more.ts",
  },
  "a package that git ignores": {
    alter: () => {
      add("shared/harness/node_modules/valibot/index.js");
      writeFileSync(copy.path(".git/info/exclude"), "node_modules\n");
    },
    names: "extra    shared/harness/node_modules/valibot/index.js",
  },
};

for (const [what, { alter, names }] of Object.entries(alterations)) {
  test(`finish names what is not as it came, and can't decide: ${what}`, async () => {
    alter();
    const { code, text } = await read(["finish"]);
    assert.equal(code, 2, text);
    assert.match(text, / 00 HTTP forgets[\s\S]* 04 JWT/, "the lessons, all the same");
    assert.match(text, /1 of the workbook's own files is not as commit \w+ has it/);
    assert.ok(text.includes(head.slice(0, 12)), text);
    assert.ok(text.includes(`   ${names}\n`), text);
    assert.match(text, /\n next: /);
    assert.doesNotMatch(text, /as they came/);
  });
}

test("all lessons pass, but a file of the runner was changed: no word of being done", async () => {
  using only = new ProjectCopy();
  for (const name of readdirSync(only.path("lessons"))) {
    if (name.startsWith("00")) continue;
    rmSync(only.path("lessons", name), { recursive: true });
  }
  runGit(only.folder, "init", "--quiet");
  runGit(only.folder, "add", ...ours);
  runGit(only.folder, "commit", "--quiet", "--message", "as it came");
  copyFileSync(only.path("solutions/00-http-forgets/identity.ts"), only.path(identity));
  const done = await readScreen(only.start(["finish"]));
  assert.equal(done.code, 0);
  assert.match(done.lines.join("\n"), /as they came[\s\S]*You have rebuilt/);
  writeFileSync(only.path(verdict), `${readFileSync(only.path(verdict), "utf8")}\n`);
  const altered = await readScreen(only.start(["finish"]));
  assert.equal(altered.code, 2);
  assert.match(altered.lines.join("\n"), /✓ 00 .*passes[\s\S]*changed {2}shared/);
  assert.doesNotMatch(altered.lines.join("\n"), /You have rebuilt/);
});

test("of many files the first are named, and the others are counted", async () => {
  for (const number of [1, 2, 3, 4, 5, 6, 7]) add(`shared/more-${number}.ts`);
  const { code, text } = await read(["finish"]);
  assert.equal(code, 2);
  assert.match(text, /7 of the workbook's own files are not as commit \w+ has them/);
  assert.match(text, /more-1\.ts\n.*more-2\.ts\n[\s\S]*and \d more\n/);
});

test("a name that moves the cursor, or is long, does neither to the screen", async () => {
  add(`shared/${"long".repeat(40)}.ts`);
  add("shared/a\u001b[2J.ts");
  const { code, text } = await read(["finish"]);
  assert.equal(code, 2);
  assert.match(text, /extra {4}shared\/a\.ts\n.*longlong.*…\n/);
});

test("what a learner writes is theirs, and line ends are no change", async () => {
  append(identity);
  rmSync(copy.path("lessons/01-in-memory/sessions.ts"));
  add("lessons/01-in-memory/server.ts");
  add("lessons/01-in-memory/notes.md", "mine");
  add("lessons/01-in-memory/.sessions.ts.swp", "an editor's");
  edit(verdict, (text) => text.replaceAll("\n", "\r\n"));
  const { text } = await read(["finish"]);
  assert.match(text, new RegExp(`as they came.*commit ${head.slice(0, 12)}`));
});

test("no program that a repository names is run, and nothing in it is written", async () => {
  const ran = copy.path(".git", "ran");
  const program = copy.path(".git", "program");
  writeFileSync(program, `#!/bin/sh\ntouch "${ran}"\n`, { mode: 0o755 });
  for (const name of ["core.fsmonitor", "diff.external", "filter.run.clean"]) {
    git("config", name, program);
  }
  git("config", "core.hooksPath", copy.path(".git"));
  writeFileSync(copy.path(".git/info/attributes"), "* filter=run diff=run\n");
  rmSync(ran, { force: true });
  const before = stateOf(copy.path(".git"));
  const { text } = await read(["finish"]);
  assert.match(text, /as they came/);
  assert.ok(!existsSync(ran), "a program was run");
  assert.deepEqual(stateOf(copy.path(".git")), before);
});

function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
    (name) => `${name} ${statSync(join(folder, name)).mtimeMs}`,
  );
}

test("variables that lead git elsewhere lead nobody astray", async () => {
  using other = new ProjectCopy();
  append(verdict);
  runGit(other.folder, "init", "--quiet");
  runGit(other.folder, "commit", "--quiet", "--allow-empty", "--message", "another");
  const { code, text } = await read(["finish"], {
    GIT_DIR: other.path(".git"),
    GIT_WORK_TREE: other.folder,
    GIT_INDEX_FILE: other.path(".git", "index"),
    GIT_CEILING_DIRECTORIES: dirname(copy.folder),
    GIT_CONFIG_COUNT: "nonsense",
  });
  assert.equal(code, 2);
  assert.ok(text.includes(head.slice(0, 12)) && text.includes(verdict), text);
});

test("a change that was committed beyond upstream is said, an own file's is not", async () => {
  git("update-ref", "refs/remotes/origin/main", head);
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  append(identity);
  git("commit", "--quiet", "--all", "--message", "my answer");
  const answered = await read(["finish"]);
  assert.match(answered.text, /as they came/);
  append(verdict);
  git("commit", "--quiet", "--all", "--message", "and more");
  const { code, flat, text } = await read(["finish"]);
  assert.equal(code, 1, "a teacher may have committed it");
  assert.doesNotMatch(text, /as they came/);
  assert.ok(text.includes(git("rev-parse", "HEAD").slice(0, 12)), text);
  assert.match(flat, /1 of them was changed by commits that are not upstream: shared/);
});

test("grade compares first, and checks nothing where a file was changed", async () => {
  append(verdict);
  const { code, text } = await read(["00", "grade"]);
  assert.equal(code, 2);
  assert.match(text, /changed {2}shared\/course\/verdict\.ts[\s\S]*next: /);
  assert.doesNotMatch(text, /✓|✗|starting/);
  const once = await read(["00", "once"]);
  assert.equal(once.code, 1, "once looks at the lesson alone");
});

test("grade gives the exit code of once where all is as it came", async () => {
  const failed = await read(["00", "grade"]);
  assert.equal(failed.code, 1);
  assert.match(failed.text, /as they came[\s\S]*TODO 1 /);
  copyFileSync(copy.path("solutions/00-http-forgets/identity.ts"), copy.path(identity));
  const passed = await read(["00", "grade"]);
  assert.equal(passed.code, 0);
  assert.match(passed.text, /as they came[\s\S]*Lesson 00 is done/);
});

test("where it can't be known, that and why is said, and grade goes on", async () => {
  const notFound = await read(["00", "grade"], { PATH: copy.path("lessons") });
  assert.equal(notFound.code, 1);
  assert.match(notFound.flat, /can't be known: git was not found.* TODO 1 /);
  rmSync(copy.path(".git"), { recursive: true });
  const noClone = await read(["finish"]);
  assert.equal(noClone.code, 1);
  assert.match(noClone.flat, /can't be known: .*isn't a clone/);
  git("init", "--quiet");
  const noCommit = await read(["finish"]);
  assert.equal(noCommit.code, 1);
  assert.match(noCommit.flat, /can't be known: .*no commit/);
  rmSync(copy.path(".git"), { recursive: true });
  const around = dirname(copy.folder);
  try {
    runGit(around, "init", "--quiet");
    writeFileSync(join(around, "package.json"), "{}");
    runGit(around, "add", "package.json");
    runGit(around, "commit", "--quiet", "--message", "something else");
    const inside = await read(["finish"]);
    assert.equal(inside.code, 1);
    assert.match(inside.flat, /can't be known: .*does not keep the workbook/);
  } finally {
    rmSync(join(around, ".git"), { recursive: true });
    git("init", "--quiet");
  }
});

test('"graed" is a slip of the finger for grade', async () => {
  const { code, text } = await read(["00", "graed"]);
  assert.equal(code, 2);
  assert.match(text, /Did you mean: npm run lesson 00 grade/);
});

for (const words of [["00", "grade"], ["finish"]]) {
  test(`${words.join(" ")}: a file that the judged code alters is found afterwards`, async () => {
    const target = JSON.stringify(copy.path("shared/terminal/format.ts"));
    edit(identity, (text) =>
      [
        'import { appendFileSync } from "node:fs";',
        text,
        `appendFileSync(${target}, "\\n");`,
      ].join("\n"),
    );
    const { code, flat } = await read(words);
    assert.equal(code, 2);
    assert.match(flat, /changed {1,2}shared\/terminal\/format\.ts/);
  });
}

test("grade: what an answer writes over the runner's own code is not run", async () => {
  const target = JSON.stringify(copy.path("shared/course/progress.ts"));
  const forged = JSON.stringify('console.log("all is well"); process.exit(0);\n');
  edit(identity, (text) =>
    [
      'import { writeFileSync } from "node:fs";',
      text,
      `writeFileSync(${target}, ${forged});`,
    ].join("\n"),
  );
  const { code, flat } = await read(["00", "grade"]);
  assert.equal(code, 2);
  assert.doesNotMatch(flat, /all is well/);
});

test("reset checks puts back the checks, and what they import", async () => {
  const judging = ["lesson.test.ts", "randomness.ts"].map(
    (file) => `lessons/01-in-memory/${file}`,
  );
  const before = judging.map((path) => readFileSync(copy.path(path), "utf8"));
  for (const path of judging) writeFileSync(copy.path(path), "export {};\n");
  const { code, text } = await read(["01", "reset", "checks"]);
  assert.equal(code, 0, text);
  for (const path of judging) assert.ok(text.includes(`${path} is as it came.`), text);
  assert.deepEqual(
    judging.map((path) => readFileSync(copy.path(path), "utf8")),
    before,
  );
});
