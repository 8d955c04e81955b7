import { readFileSync } from "node:fs";
import { join } from "node:path";
import { API } from "typescript/unstable/async";
import { findFirst } from "./type-mistake.js";

// A process that runs TypeScript for the runner (type-checker.ts), which can end it at
// any moment, no matter what TypeScript is doing. Plain JavaScript, because it starts
// without our loader.

const [root = ""] = process.argv.slice(2);
const api = new API({ cwd: root });

/** @param {readonly string[]} files as paths in the project */
async function findMistake(files) {
  const snapshot = await api.updateSnapshot({
    openProjects: [join(root, "tsconfig.json")],
    // A file that imports ours might have appeared or disappeared, so check all of them
    // again.
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
  // The run has already said what makes it unreadable, and types mean nothing in it.
  return unreadable.length > 0 ? [] : program.getSemanticDiagnostics(path);
}

process.on("message", (/** @type {readonly string[]} */ files) => {
  // If TypeScript fails, the runner has nothing to add, and no one to tell.
  const finding = findMistake(files).catch(() => null);
  void finding.then((mistake) => process.send?.({ mistake }));
});
process.on("disconnect", () => process.exit());
