import { type ActivityName, findKey } from "./keys.ts";

/** How the reader leaves a lesson. */
export type End = "quit" | "go on" | "signal";

/** What determines the meaning of a key. */
export type Situation = {
  /** Whether the screen is busy with something. */
  isBusy: boolean;
  /** Whether a question is waiting for a key. */
  isAsking: boolean;
  /** Whether the last run earned the lesson's tick. */
  hasPassed: boolean;
};

/** What to do about a key. */
export type Reaction =
  | { kind: "start"; activity: ActivityName }
  | { kind: "answer"; key: string }
  | { kind: "say"; line: string }
  | { kind: "show keys" }
  | { kind: "leave"; end: End }
  | { kind: "nothing" };

/**
 * Returns what to do about a key. A key that means nothing right now isn't kept for
 * later.
 */
export function reactToKey(key: string, situation: Situation): Reaction {
  const known = findKey(key);
  if (known?.does === "quit") return { kind: "leave", end: "quit" };
  if (situation.isAsking) return { kind: "answer", key };
  if (!known) return reactToUnknown(key, situation);
  if (known.comesWithPass && !situation.hasPassed)
    return say(` ${key} comes with a pass.`);
  if (situation.isBusy) return say(` ${key}: not now. Press it when this is done.`);
  if (known.does === "go on") return { kind: "leave", end: "go on" };
  return { kind: "start", activity: known.does };
}

function reactToUnknown(key: string, { isBusy }: Situation): Reaction {
  if (key === "?" && !isBusy) return { kind: "show keys" };
  // An arrow, or any other key without a letter, is more likely a slip than a wish.
  return /^[\w?]$/.test(key) ? say(` ${key} does nothing here.`) : { kind: "nothing" };
}

function say(line: string): Reaction {
  return { kind: "say", line };
}
