import { findNativeRedis } from "../../harness/redis/open-redis.ts";
import { dismissJudges } from "../support/judging.ts";
import type { ProofAnswer } from "./answers.ts";
import { type Proof, type ProofOptions, proveAll } from "./prove.ts";

export type RedisKind = "embedded" | "native";

export type Round = {
  proofs: Proof[];
  /** Descriptions of the Redises that these ran on. */
  ranOn: string[];
};

/**
 * Judges answers on one kind of Redis.
 *
 * @throws if there's no Redis of this kind, or if one of them ran on the other kind
 */
export async function proveRound(
  kind: RedisKind,
  answers: readonly ProofAnswer[],
  tell: (proof: Proof) => void,
  options: ProofOptions,
): Promise<Round> {
  if (kind === "native" && findNativeRedis() === null) {
    throw new Error("no redis-server or valkey-server is on the PATH: install one");
  }
  process.env.LESSON_REDIS = kind;
  try {
    const proofs = await proveAll(answers, tell, options);
    const ranOn = [...new Set(proofs.flatMap(({ redis }) => redis ?? []))];
    const strange = ranOn.find(
      (redis) => redis.startsWith("embedded") !== (kind === "embedded"),
    );
    if (strange) throw new Error(`a round on the ${kind} Redis ran on: ${strange}`);
    return { proofs, ranOn };
  } finally {
    // Idle judges have the environment of this round, and must not serve the next.
    await dismissJudges();
  }
}
