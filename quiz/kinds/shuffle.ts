import { createHash } from "node:crypto";

/** The numbers below `count` in an order that the seed alone decides. */
export function shuffled(count: number, seed: string): number[] {
  const keys = Array.from({ length: count }, (_, at) =>
    createHash("sha256").update(`${seed} ${at}`).digest("hex"),
  );
  return keys
    .map((key, at) => ({ key, at }))
    .sort((one, other) => one.key.localeCompare(other.key))
    .map(({ at }) => at);
}
