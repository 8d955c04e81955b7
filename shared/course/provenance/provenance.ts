import { root } from "../catalogue.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { Git, GitError } from "./git.ts";
import { belongsToWorkbook, type Files } from "./workbook-files.ts";

const TIMEOUT_MS = 10_000;

/** A commit without this file belongs to another project. */
const KNOWN_FILE = "shared/runner/start.js";

/** Whether the workbook's own files are as they came, as far as git can tell. */
export type Provenance =
  | {
      kind: "compared";
      /** The full hash of the commit they were compared with. */
      commit: string;
      differences: readonly Difference[];
      /** The files changed by commits that upstream doesn't have. */
      committed: readonly string[];
    }
  | { kind: "unknown"; why: string };

/**
 * Compares the workbook's own files with git's HEAD. A learner can commit a change too,
 * which is why the commit is named.
 *
 * @param folder the project folder
 * @param deadline for all questions to git together, in ms
 */
export async function readProvenance(
  folder: string = root,
  deadline: number = TIMEOUT_MS,
): Promise<Provenance> {
  const git = new Git(folder, deadline);
  try {
    const commit = await git.readCommit("HEAD");
    const files = await git.readFiles(commit);
    if (!files.has(KNOWN_FILE)) {
      const why = "the git repository around this folder does not keep the workbook";
      return { kind: "unknown", why };
    }
    const differences = findDifferences(folder, files);
    const committed = await findCommitted(git, commit, files);
    return { kind: "compared", commit, differences, committed };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { kind: "unknown", why: error.message };
  }
}

/** Whether we know that some of the workbook's own files aren't as they came. */
export function isAltered(provenance: Provenance): boolean {
  return provenance.kind === "compared" && provenance.differences.length > 0;
}

async function findCommitted(git: Git, commit: string, now: Files): Promise<string[]> {
  const before = await readUpstream(git, commit);
  if (!before?.has(KNOWN_FILE)) return [];
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (path) => belongsToWorkbook(path, before) && before.get(path) !== now.get(path),
  );
}

/** What upstream had when this commit's branch left it; null: there is no upstream. */
async function readUpstream(git: Git, commit: string): Promise<Files | null> {
  for (const name of ["refs/remotes/origin/HEAD", "@{upstream}"]) {
    try {
      const upstream = await git.readCommit(name);
      return await git.readFiles(await git.findCommonCommit(commit, upstream));
    } catch (error) {
      // Most clones have both, some have one, and a folder you started yourself has
      // neither.
      if (!(error instanceof GitError)) throw error;
    }
  }
  return null;
}
