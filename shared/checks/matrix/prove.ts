import { judge } from "../support/judging.ts";
import type { ProofAnswer } from "./answers.ts";

/** What the checks made of an answer whose truth is known. */
export type Proof = {
  answer: ProofAnswer;
  result: "caught" | "caught by another" | "missed" | "accepted" | "refused";
  /** What was named or said, for whoever has to mend it. */
  detail: string;
};

/** Judges one answer, and compares the verdict with the truth. */
export async function prove(answer: ProofAnswer): Promise<Proof> {
  const { verdict } = await judge(answer.lesson, answer.path);
  if (verdict.kind === "passed") {
    const result = answer.misconception === null ? "accepted" : "missed";
    return { answer, result, detail: "" };
  }
  if (verdict.kind === "undecided")
    return { answer, result: "refused", detail: verdict.fact };
  const { check } = verdict;
  const { outcome } = check;
  const said = outcome.kind === "failed" ? outcome.happened : outcome.kind;
  const named = outcome.kind === "failed" ? outcome.misconception : null;
  const detail = `${check.slug} (${named ?? "none named"}): ${said}`;
  if (answer.misconception === null) return { answer, result: "refused", detail };
  const own = check.slug === answer.misconception && named === answer.misconception;
  return { answer, result: own ? "caught" : "caught by another", detail };
}

/** Two at a time: each run starts up to seven processes. */
const AT_ONCE = 2;

/** Judges all of them, and tells of each as it is done. */
export async function proveAll(
  answers: readonly ProofAnswer[],
  tell: (proof: Proof) => void = () => {},
): Promise<Proof[]> {
  const waiting = [...answers.entries()];
  const proofs: Proof[] = [];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, answer] = next;
      const proof = await prove(answer);
      proofs[at] = proof;
      tell(proof);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return proofs;
}
