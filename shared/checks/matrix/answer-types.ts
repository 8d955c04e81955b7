import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../course/catalogue.ts";
import { readAnswer } from "./answer-files.ts";
import type { ProofAnswer } from "./answers.ts";

/**
 * TypeScript's errors in answers, which are written out whole and checked in one run.
 *
 * @returns a line for each error, which names the answer; none if all is well
 * @throws {AnswerOutdated} if one of them can't be written out
 */
export function findTypeErrors(answers: readonly ProofAnswer[]): string[] {
  const folder = join(root, ".workbook", `types-${randomUUID()}`);
  try {
    for (const answer of answers) writeBelow(folder, answer);
    const config = { extends: "../../tsconfig.json", include: ["**/*.ts"], exclude: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [compiler, "--pretty", "false", "-p", folder],
      { cwd: folder, encoding: "utf8" },
    );
    if (status === 0) return [];
    const lines = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
    return lines.length > 0 ? lines : [`tsc ended with ${status}, and said nothing`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * An answer is written out under the path where it is stored, below a folder that tsc
 * looks into.
 */
function writeBelow(folder: string, answer: ProofAnswer): void {
  const place = relative(root, answer.path)
    .replace(/^shared\/checks\/|^\./, "")
    .replace(/\.(ts|patch)$/, "");
  mkdirSync(join(folder, place), { recursive: true });
  for (const { path, text } of readAnswer(answer)) {
    writeFileSync(join(folder, place, path), text);
  }
}
