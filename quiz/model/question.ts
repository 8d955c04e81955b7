import type { OneQuestion } from "../kinds/one.ts";
import type { OrderQuestion } from "../kinds/order.ts";
import type { PredictQuestion } from "../kinds/predict.ts";
import type { SelfQuestion } from "../kinds/self.ts";
import type { SeveralQuestion } from "../kinds/several.ts";
import type { WordQuestion } from "../kinds/word.ts";

export type Question =
  | OneQuestion
  | SeveralQuestion
  | PredictQuestion
  | OrderQuestion
  | WordQuestion
  | SelfQuestion;

/** A deck: its first five questions are the short check. */
export type Quiz = {
  title: string;
  /** One sentence: what somebody can do who answers all of it. */
  about: string;
  questions: readonly Question[];
};
