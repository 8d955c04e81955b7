import { readFileSync } from "node:fs";
import { join } from "node:path";
import { API } from "typescript/unstable/async";
import { findFirst } from "./type-mistake.js";

// A process that holds TypeScript for the runner (type-checker.ts), which can end it at any
// moment, with whatever TypeScript is at. Plain JavaScript: it starts without our loader.

const [root = ""] = process.argv.slice(2);
const api = new API({ cwd: root });

/** @param {readonly string[]} files from the project's folder */
async function findMistake(files) {
  const snapshot = await api.updateSnapshot({
    openProjects: [join(root, "tsconfig.json")],
    // A file that imports ours may have come or gone, so it looks at all of them again.
    fileChanges: { invalidateAll: true },
  });
  const [project] = snapshot.getProjects();
  if (!project) return null;
  for (const file of files) {
    const errors = await errorsIn(project, join(root, file));
    const mistake = findFirst(errors, file, readFileSync(join(root, file), "utf8"));
    if (mistake) return mistake;
  }
  return null;
}

/**
 * @param {import("typescript/unstable/async").Project} project
 * @param {string} path
 */
async function errorsIn({ program }, path) {
  const unreadable = await program.getSyntacticDiagnostics(path);
  // The run has said what makes it unreadable, and types mean nothing in it.
  return unreadable.length > 0 ? [] : program.getSemanticDiagnostics(path);
}

process.on("message", (/** @type {readonly string[]} */ files) => {
  // Where TypeScript fails, the runner has nothing to add, and nobody to tell.
  const finding = findMistake(files).catch(() => null);
  void finding.then((mistake) => process.send?.({ mistake }));
});
process.on("disconnect", () => process.exit());
