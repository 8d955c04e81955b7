import type { Proof } from "./prove.ts";

const results = ["caught", "caught by another", "missed", "accepted", "refused"] as const;

/** How many answers had each result. */
export function countResults(proofs: readonly Proof[]): Record<Proof["result"], number> {
  const count = (wanted: Proof["result"]) =>
    proofs.filter(({ result }) => result === wanted).length;
  return {
    caught: count("caught"),
    "caught by another": count("caught by another"),
    missed: count("missed"),
    accepted: count("accepted"),
    refused: count("refused"),
  };
}

/**
 * Whether every wrong answer was caught by its own check, and every right one accepted.
 */
export function isComplete(proofs: readonly Proof[]): boolean {
  return proofs.every(({ result }) => result === "caught" || result === "accepted");
}

/** The matrix: a line for each lesson, what is wrong, and the two percentages. */
export function formatMatrix(proofs: readonly Proof[]): string[] {
  const names = [...new Set(proofs.map(({ answer }) => answer.lesson.name))];
  const head = ["lesson".padEnd(20), ...results.map((result) => result.padStart(10))];
  const rows = names.map((name) => {
    const counts = countResults(
      proofs.filter(({ answer }) => answer.lesson.name === name),
    );
    const cells = results.map((result) =>
      String(counts[result]).padStart(column(result)),
    );
    return [name.padEnd(20), ...cells].join(" ");
  });
  const faults = proofs
    .filter(({ result }) => result !== "caught" && result !== "accepted")
    .map(({ answer, detail, result }) => {
      const where = `${answer.lesson.number} ${answer.name}`;
      return `${where}: ${result}\n    ${detail}`;
    });
  const wrong = proofs.filter(({ answer }) => answer.misconception !== null);
  const right = proofs.filter(({ answer }) => answer.misconception === null);
  return [
    head.join(" "),
    ...rows,
    "",
    ...faults,
    `wrong answers caught by their own check: ${share(wrong, "caught")}`,
    `right answers accepted: ${share(right, "accepted")}`,
  ];
}

function column(result: string): number {
  return Math.max(10, result.length);
}

function share(proofs: readonly Proof[], wanted: Proof["result"]): string {
  const good = proofs.filter(({ result }) => result === wanted).length;
  const percent = proofs.length === 0 ? 100 : Math.floor((100 * good) / proofs.length);
  return `${good} of ${proofs.length} (${percent} %)`;
}
