/** Files by their paths from the project's folder, each with git's hash of its content. */
export type Files = ReadonlyMap<string, string>;

const folders = /^(lessons|solutions|shared|quiz)\//;
const alone = ["package.json", "package-lock.json", "tsconfig.json"];

/**
 * Whether a file comes with the workbook, and is not the learner's to write.
 *
 * @param files all that a commit has
 */
export function belongsToWorkbook(path: string, files: Files): boolean {
  const isPlaced = folders.test(path) || alone.includes(path);
  return isPlaced && !belongsToLearner(path, files);
}

/**
 * Whether a file is the learner's to write. What a learner edits has its mirror in
 * solutions/; that tells it without lesson.ts, which may be what was changed.
 *
 * @param files all that a commit has
 */
export function belongsToLearner(path: string, files: Files): boolean {
  const [, place, name] = /^lessons\/([^/]+\/([^/]+))$/.exec(path) ?? [];
  return name === "server.ts" || (place !== undefined && files.has(`solutions/${place}`));
}
