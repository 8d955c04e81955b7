/**
 * Files by their paths from the project's folder, each with git's hash of its content.
 */
export type Files = ReadonlyMap<string, string>;

const folders = /^(lessons|solutions|shared|quiz)\//;
const alone = ["package.json", "package-lock.json", "tsconfig.json"];

/**
 * Whether a file comes with the workbook and isn't for the learner to write.
 *
 * @param files all files of a commit
 */
export function belongsToWorkbook(path: string, files: Files): boolean {
  const isPlaced = folders.test(path) || alone.includes(path);
  return isPlaced && !belongsToLearner(path, files);
}

/**
 * Whether a file is for the learner to write. The files a learner edits have a mirror in
 * solutions/, so this needs no lesson.ts, which might be what was changed.
 *
 * @param files all files of a commit
 */
export function belongsToLearner(path: string, files: Files): boolean {
  const [, place, name] = /^lessons\/([^/]+\/([^/]+))$/.exec(path) ?? [];
  return name === "server.ts" || (place !== undefined && files.has(`solutions/${place}`));
}
