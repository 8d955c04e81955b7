import type { Judgement } from "../../runner/judging/judge-submission.ts";
import { judgeInTime } from "../support/judge-in-time.ts";
import { writeOut } from "./answer-files.ts";
import type { ProofAnswer } from "./answers.ts";
import { formatScreen } from "./screen.ts";

/** The checks' result for an answer whose truth is known. */
export type Proof = {
  answer: ProofAnswer;
  result: "caught" | "caught by another" | "missed" | "accepted" | "refused";
  /** What was named or said, for the person who has to fix it. */
  detail: string;
  /** What its learner sees, if it is wrong. */
  screen: string;
  /** A description of the Redis it was judged on; null: none. */
  redis: string | null;
};

/** How answers are judged. */
export type ProofOptions = {
  /** Whether each one gets new processes; otherwise processes serve up to ten of them. */
  fresh: boolean;
};

/** Judges one answer, and compares the verdict with the truth. */
export async function prove(
  answer: ProofAnswer,
  { fresh }: ProofOptions = { fresh: false },
): Promise<Proof> {
  using written = writeOut(answer);
  const judgement = await judgeInTime(answer.lesson, written.folder, {
    reusesProcesses: !fresh,
  });
  const right = answer.misconception === null;
  const screen = right ? "" : await formatScreen(answer, written.folder, judgement);
  return { answer, screen, redis: judgement.redis, ...compare(answer, judgement) };
}

function compare(
  { misconception, further }: ProofAnswer,
  { verdict }: Judgement,
): Pick<Proof, "result" | "detail"> {
  if (verdict.kind === "passed") {
    return { result: misconception === null ? "accepted" : "missed", detail: "" };
  }
  if (verdict.kind !== "failed") {
    return {
      result: misconception === null ? "refused" : "missed",
      detail: verdict.kind === "undecided" ? verdict.fact : verdict.failure.message,
    };
  }
  const { slug, outcome } = verdict.check;
  const said = outcome.kind === "failed" ? outcome.happened : outcome.kind;
  const named = outcome.kind === "failed" ? outcome.misconception : null;
  const detail = `${slug} (${named ?? "none named"}): ${said}`;
  if (misconception === null) return { result: "refused", detail };
  const own = slug === misconception && named === misconception;
  // Of a further one it's enough that its check catches it, or that its belief is named.
  const fair = named === misconception || (slug === misconception && named === null);
  return { result: own || (further && fair) ? "caught" : "caught by another", detail };
}

/** Two at a time: each run starts up to seven processes. */
const AT_ONCE = 2;

/** Judges all of them, and reports each when it is done. */
export async function proveAll(
  answers: readonly ProofAnswer[],
  tell: (proof: Proof) => void = () => {},
  options: ProofOptions = { fresh: false },
): Promise<Proof[]> {
  const waiting = [...answers.entries()];
  const proofs: Proof[] = [];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, answer] = next;
      const proof = await prove(answer, options);
      proofs[at] = proof;
      tell(proof);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return proofs;
}
