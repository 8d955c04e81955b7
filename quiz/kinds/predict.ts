import type { Common } from "../model/common.ts";
import type { Choice } from "./choices.ts";
import type { Kind } from "./kind.ts";
import { one } from "./one.ts";

/** What happens? The tests run it on the lab, and compare. */
export type PredictQuestion = Common & {
  kind: "predict";
  /** `is`: what the experiment gives if this is what happens. */
  choices: readonly (Choice & { is: string })[];
};

/** The kind `predict`: on the screen it is like any other question with one right choice. */
export function predict(question: PredictQuestion): Kind {
  return one(question);
}
