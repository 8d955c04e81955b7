import * as v from "valibot";
import { call, nothing } from "./call.ts";

/** What comes of a reset: what is not as it was; null: nothing, the process is as new. */
const Difference = v.nullable(v.string());

/** What is asked of a process with learner code that may be used again, for another submission. */
export const reuseCalls = () => ({
  /** As it is now, it has to be again after each reset. */
  remember: call(nothing, nothing),
  /** It lets go of all that was begun in it, and prints this mark as the last thing. */
  reset: call(v.string(), Difference),
});
