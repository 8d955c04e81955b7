import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../../course/catalogue.ts";
import { assertFits } from "../support/command.ts";
import { ProjectCopy } from "../support/project.ts";

const copy = new ProjectCopy();
after(() => copy[Symbol.dispose]());
const installed = copy.path("node_modules");

const commands = [["lesson", "00"], ["quiz", "00", "json"], ["lab"], ["doctor"]];

/** Installs all packages in the copy except those that `isLeftOut` names. */
function install(isLeftOut: (name: string) => boolean): void {
  rmSync(installed, { recursive: true, force: true });
  for (const scope of ["", "@esbuild", "@typescript"]) {
    mkdirSync(join(installed, scope), { recursive: true });
    const all = join(root, "node_modules", scope);
    for (const name of readdirSync(all)) {
      const path = join(scope, name);
      const isScope = scope === "" && ["@esbuild", "@typescript"].includes(name);
      if (!isScope && !isLeftOut(path))
        symlinkSync(join(all, name), join(installed, path));
    }
  }
}

for (const words of commands) {
  const run = () =>
    spawnSync("npm", ["run", "-s", ...words], { cwd: copy.folder, encoding: "utf8" });

  test(`npm run ${words.join(" ")}: without npm ci it says what to do`, () => {
    rmSync(installed, { recursive: true, force: true });
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^\n Packages are not installed: chalk, .*more\.\n next: npm ci\n$/,
    );
    assertFits(stderr.split("\n"));
  });

  test(`npm run ${words.join(" ")}: so it does if packages have been added since`, () => {
    install((name) => name === "express");
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.equal(stderr, "\n Packages are not installed: express.\n next: npm ci\n");
  });

  test(`npm run ${words.join(" ")}: and if they came from another machine`, () => {
    install((name) => name.startsWith("@esbuild"));
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^\n .* another kind of machine than \w+ \w+\.\n next: npm ci\n$/,
    );
  });
}

for (const words of commands) {
  test(`npm run ${words.join(" ")}: without a folder for temporary files it says so`, () => {
    install(() => false);
    const file = copy.path("package.json");
    const { status, stderr } = spawnSync("npm", ["run", "-s", ...words], {
      cwd: copy.folder,
      encoding: "utf8",
      // A file, so nothing can be created in it.
      env: { ...process.env, TMPDIR: file, TEMP: file },
    });
    assert.equal(status, 2);
    assert.match(
      stderr,
      /^\n No temporary file can be written in .*\n ENOTDIR.*\n next: make room/,
    );
  });
}

test("without TypeScript, which is optional, a lesson runs as ever", () => {
  install((name) => /typescript/.test(name));
  const { status, stdout, stderr } = spawnSync("npm", ["run", "-s", "lesson", "00"], {
    cwd: copy.folder,
    encoding: "utf8",
  });
  assert.equal(status, 1);
  assert.equal(stderr, "");
  assert.match(stdout, /TODO 1 .*identity\.ts/);
});
