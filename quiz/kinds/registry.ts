import type { Question } from "../model/question.ts";
import type { Kind } from "./kind.ts";
import { one } from "./one.ts";
import { order } from "./order.ts";
import { predict } from "./predict.ts";
import { self } from "./self.ts";
import { several } from "./several.ts";
import { word } from "./word.ts";

type KindName = Question["kind"];
type Questions = { [K in KindName]: Extract<Question, { kind: K }> };
type QuestionOf<K extends KindName> = { [P in K]: { kind: P } & Questions[P] }[K];

// A kind of question that is missing here does not compile.
const kinds: { [K in KindName]: (question: Questions[K]) => Kind } = {
  one,
  several,
  predict,
  order,
  word,
  self,
};

/** What the kind of a question knows about it. */
export function kindOf<K extends KindName>(question: QuestionOf<K>): Kind {
  return kinds[question.kind](question);
}
