import type { Difference } from "../../course/provenance/differences.ts";
import type { Provenance } from "../../course/provenance/provenance.ts";
import { paragraph } from "../../terminal/format.ts";
import { makePlain } from "../../terminal/plain-text.ts";
import { style, WIDTH } from "../../terminal/style.ts";

const MAX_NAMES = 5;
/** Enough of a commit's hash to distinguish it from any other. */
const HASH_LENGTH = 12;

/** The lines that say whether the workbook's own files are as they came. */
export function formatProvenance(provenance: Provenance): string[] {
  if (provenance.kind === "unknown") {
    const fact = "Whether the workbook's own files are as they came can't be known";
    return paragraph(`${fact}: ${provenance.why}.`);
  }
  const { commit, differences, committed } = provenance;
  const name = `commit ${commit.slice(0, HASH_LENGTH)}`;
  if (differences.length > 0) return formatDifferences(name, differences);
  if (committed.length === 0)
    return paragraph(`The workbook's own files are as they came: compared with ${name}.`);
  const were = committed.length === 1 ? "was" : "were";
  const fact = `The workbook's own files are as ${name} has them. But ${committed.length} of them ${were} changed by commits that are not upstream:`;
  return [...paragraph(fact), ...formatNames(committed)];
}

function formatDifferences(name: string, differences: readonly Difference[]): string[] {
  const count = differences.length;
  const verb = count === 1 ? `is not as ${name} has it` : `are not as ${name} has them`;
  const isExtra = differences.some(({ how }) => how === "extra");
  const isAltered = differences.some(({ how }) => how !== "extra");
  const steps = [
    ...(isAltered
      ? [
          "see what has changed:  git diff HEAD -- <file>",
          "put a file back:       git checkout HEAD -- <file>",
        ]
      : []),
    ...(isExtra ? ["move what is extra to another folder"] : []),
  ];
  return [
    ...paragraph(`${count} of the workbook's own files ${verb}:`).map((line) =>
      style.bold(line),
    ),
    ...formatNames(differences.map(({ how, path }) => `${how.padEnd(7)}  ${path}`)),
    " So this run can't decide anything about the lessons.",
    ...steps.map((step, at) => (at === 0 ? ` next:   ${step}` : `         ${step}`)),
  ];
}

function formatNames(names: readonly string[]): string[] {
  const shown = names.slice(0, MAX_NAMES).map((name) => clip(`   ${makePlain(name)}`));
  const more = names.length - shown.length;
  return more === 0 ? shown : [...shown, `   and ${more} more`];
}

function clip(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}
